import { existsSync, statSync } from 'node:fs'
import type { Command } from './command'
import { CommandError } from './command-error'
import { EXIT } from './exit-codes'
import { formatBytes } from './format-bytes'
import { refuseFolder } from './refuse-folder'

/** Copies the database while it is in use. The copy is checked before it gets its name. */
export const backup: Command<{ readonly file: string }> = async ({ file }, { withStore }) => {
  if (existsSync(file)) throw new CommandError(`${file} exists already. Give a new name, so that no backup is written over.`, EXIT.cannotCreate)
  refuseFolder(file)
  return withStore(async (store) => {
    if (store.backup === undefined) throw new CommandError('This store has no backup of its own. Use the tools of its engine.', EXIT.unavailable)
    await store.backup(file)
    const { size } = statSync(file)
    return { text: `Backed up to ${file} (${formatBytes(size)}), checked.`, data: { file, bytes: size } }
  })
}
