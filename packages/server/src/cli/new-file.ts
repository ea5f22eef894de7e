import { createWriteStream, existsSync } from 'node:fs'
import { beginPart } from '../store/sqlite/part-file'
import { CommandError } from './command-error'
import { EXIT } from './exit-codes'
import { fileError } from './file-error'

/** A file that gets its name when it is whole. */
export interface NewFile {
  /** Waits when the disk is slow. */
  write(text: string): Promise<void>
  /** Gives the file its name. */
  finish(): Promise<void>
  /** Leaves nothing behind. */
  discard(): Promise<void>
}

/** Begins a file beside its name, so that what was cut short is never taken for the whole. */
export function createNewFile(path: string): NewFile {
  if (existsSync(path)) throw taken(path)
  const part = beginPart(path)
  const stream = createWriteStream(part.file, { flags: 'wx' })
  const failed = new Promise<never>((_resolve, reject) => {
    stream.once('error', (error) => reject(fileError(path, { verb: 'written', cure: 'Give a new file in a folder that exists, on a disk with room.', error })))
  })
  failed.catch(() => undefined)
  const end = () => new Promise<void>((resolve) => (stream.closed ? resolve() : void stream.once('close', resolve).end()))
  return {
    write: (text) => Promise.race([failed, new Promise<void>((resolve) => void stream.write(text, (error) => error ?? resolve()))]),
    async finish() {
      await Promise.race([failed, end()])
      if (!part.finish()) throw taken(path)
    },
    async discard() {
      await end()
      part.discard()
    },
  }
}

function taken(path: string): CommandError {
  return new CommandError(`${path} exists already. Give a new name, so that nothing is written over.`, EXIT.cannotCreate)
}
