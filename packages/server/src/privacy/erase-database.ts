import { accessSync, closeSync, constants, existsSync, fstatSync, fsyncSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { findCopies } from './find-copies'
import { readPieces } from '../store/sqlite/read-pieces'

const SUFFIXES = ['', '-wal', '-shm', '-journal', '.damaged']
const ZEROS = Buffer.alloc(1024 * 1024)

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

/**
 * Opens all that is to be erased. Everything that can be refused is refused here, before the first byte is lost.
 *
 * @param check - Refuses a database that is in use. To look is to take what a killed server left in the log into the file, and the engine then deletes the log:
 *   it is open here before, so that its bytes are overwritten all the same.
 */
export function prepareErasure(path: string, check: () => void): Erasure {
  const files = listFiles(path)
  // Deleting is a change of the folder.
  accessSync(dirname(resolve(path)), constants.W_OK)
  const handles: number[] = []
  const close = () => handles.splice(0).forEach((handle) => closeSync(handle))
  try {
    for (const file of files) handles.push(openSync(file, 'r+'))
    check()
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
      // The database is deleted last: without it, the files that a killed run left beside it would not be found.
      for (const file of listFiles(path).toReversed()) rmSync(file)
    },
  }
}

function listFiles(path: string): readonly string[] {
  return [...SUFFIXES.map((suffix) => path + suffix).filter((file) => existsSync(file)), ...findCopies(path)]
}

/** Whether there is nothing in a file but zeros. */
export function isOverwritten(file: string): boolean {
  for (const { text } of readPieces(file, 1)) if (/[^\0]/.test(text)) return false
  return true
}

function overwrite(handle: number): void {
  const { size } = fstatSync(handle)
  const block = Buffer.alloc(ZEROS.length)
  // The beginning goes last: until then it tells whose the file is, to whoever goes on where this was cut short.
  for (let end = size; end > 0; end -= ZEROS.length) {
    const start = Math.max(0, end - ZEROS.length)
    const bytes = block.subarray(0, readSync(handle, block, 0, end - start, start))
    // Zeros at both ends stay as they are: they may be a hole, such as an index of the log that was never filled, and a full disk has no room to fill it.
    if (bytes.equals(ZEROS.subarray(0, bytes.length))) continue
    const from = bytes.findIndex(isByte)
    writeSync(handle, ZEROS, 0, bytes.findLastIndex(isByte) + 1 - from, start + from)
  }
  fsyncSync(handle)
}

const isByte = (byte: number) => byte !== 0
