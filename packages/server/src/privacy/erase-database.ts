import { accessSync, closeSync, constants, existsSync, fstatSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { findCopies } from './find-copies'
import { readPieces } from './read-pieces'

const SUFFIXES = ['', '-wal', '-shm', '-journal', '.damaged']
const BLOCK = Buffer.alloc(1024 * 1024)

/** A database that is about to be erased. */
export interface Erasure {
  /** It, its companions and the copies that we put beside it. */
  readonly files: readonly string[]
  /**
   * Overwrites them with zeros and deletes them. On file systems that copy on write, and on most solid state disks, older copies of a block may stay in the
   * hardware: only an encrypted disk helps there.
   */
  erase(): void
}

/** Opens all that is to be erased. Everything that can be refused is refused here, before the first byte is lost. */
export function prepareErasure(path: string): Erasure {
  const files = [...SUFFIXES.map((suffix) => path + suffix).filter((file) => existsSync(file)), ...findCopies(path)]
  // Deleting is a change of the folder.
  accessSync(dirname(resolve(path)), constants.W_OK)
  const handles: number[] = []
  const close = () => handles.splice(0).forEach((handle) => closeSync(handle))
  try {
    for (const file of files) handles.push(openSync(file, 'r+'))
  } catch (error) {
    close()
    throw error
  }
  return {
    files,
    erase() {
      try {
        handles.forEach(overwrite)
      } finally {
        close()
      }
      // The database goes last: without it, nobody would find what a killed erasure left beside it.
      for (const file of files.toReversed()) rmSync(file)
    },
  }
}

/** Whether there is nothing in a file but zeros. */
export function isOverwritten(file: string): boolean {
  for (const { text } of readPieces(file, 1)) if (/[^\0]/.test(text)) return false
  return true
}

function overwrite(handle: number): void {
  const { size } = fstatSync(handle)
  // The beginning goes last: until then it tells whose the file is, to whoever goes on where this was cut short.
  for (let end = size; end > 0; end -= BLOCK.length) writeSync(handle, BLOCK, 0, Math.min(BLOCK.length, end), Math.max(0, end - BLOCK.length))
  fsyncSync(handle)
}
