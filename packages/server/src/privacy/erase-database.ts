import { closeSync, existsSync, fsyncSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { findCopies } from './find-copies'

const SUFFIXES = ['', '-wal', '-shm', '-journal', '.damaged']
const BLOCK = Buffer.alloc(1024 * 1024)

/**
 * Overwrites a database, its companions and the copies that we put beside it with zeros and deletes them. On file systems that copy on write, and on most solid state disks, older
 * copies of a block may stay in the hardware: only an encrypted disk helps there.
 *
 * @returns The files that were erased.
 */
export function eraseDatabase(path: string): readonly string[] {
  const files = [...SUFFIXES.map((suffix) => path + suffix).filter((file) => existsSync(file)), ...findCopies(path)]
  for (const file of files) {
    overwrite(file)
    rmSync(file)
  }
  return files
}

function overwrite(file: string): void {
  const { size } = statSync(file)
  const handle = openSync(file, 'r+')
  try {
    for (let at = 0; at < size; at += BLOCK.length) writeSync(handle, BLOCK, 0, Math.min(BLOCK.length, size - at), at)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
