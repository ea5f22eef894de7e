import { accessSync, constants } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileError } from './file-error'

/** Refuses a file in a folder that does not exist or may not be written. */
export function refuseFolder(file: string): void {
  try {
    accessSync(`${dirname(resolve(file))}/.`, constants.W_OK)
  } catch (error) {
    throw fileError(file, { verb: 'written', cure: 'Give a file in a folder that exists and where this user may write.', error })
  }
}
