import { existsSync, statSync } from 'node:fs'
import { CommandError } from './command-error'

/** Refuses a folder, a socket or a device, which whoever runs a command as root could move or delete. A missing file is none of these. */
export function refuseNoFile(database: string, exitCode: number): void {
  if (!existsSync(database) || statSync(database).isFile()) return
  throw new CommandError(`${database} is no file. Give the path of the database. Nothing was changed.`, exitCode)
}
