import { existsSync, statSync } from 'node:fs'
import { describeAddress } from '../store/sqlite/describe-no-file'
import type { Command } from './command'
import { CommandError } from './command-error'
import { EXIT } from './exit-codes'
import { formatBytes } from './format-bytes'
import { backUpDatabase } from './open-database'
import { refuseFolder } from './refuse-folder'

/** Copies the database while it is in use. The copy is checked before it gets its name. */
export const backup: Command<{ readonly file: string }> = async ({ file }, { settings }) => {
  const why = describeAddress(file)
  if (why !== null) throw new CommandError(`The backup is ${JSON.stringify(file)}: ${why}`, EXIT.usage)
  if (existsSync(file)) throw new CommandError(`${file} exists already. Give a new name, so that no backup is written over.`, EXIT.cannotCreate)
  refuseFolder(file)
  await backUpDatabase(settings, file)
  const { size } = statSync(file)
  return { text: `Backed up to ${file} (${formatBytes(size)}), checked.`, data: { file, bytes: size } }
}
