/**
 * The file that a path means. Of a link it is the target: the engine keeps the log beside that, so everything that lies beside a database is looked for, written and
 * deleted there. Anything but a link is returned as it was given.
 */
export function realFile(path: string): string {
  const { existsSync, lstatSync, readlinkSync, realpathSync } = process.getBuiltinModule('node:fs')
  const { dirname, resolve } = process.getBuiltinModule('node:path')
  try {
    if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return path
    // One that leads nowhere yet still says where the file will be.
    return existsSync(path) ? realpathSync(path) : resolve(dirname(path), readlinkSync(path))
  } catch {
    return path // Opening the file will report why it cannot be examined.
  }
}
