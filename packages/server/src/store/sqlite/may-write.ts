/** Whether this process may write a file. The engine opens one that it may not write all the same, and finds out with the first write. */
export function mayWrite(path: string): boolean {
  const { accessSync, constants } = process.getBuiltinModule('node:fs')
  try {
    accessSync(path, constants.W_OK)
    return true
  } catch {
    return false
  }
}
