/** The part of a file name that says which process created it. A process id means nothing on another machine. */
export function processMark(pid: number = process.pid): string {
  const { createHash } = process.getBuiltinModule('node:crypto')
  const { hostname } = process.getBuiltinModule('node:os')
  return `${createHash('sha256').update(hostname()).digest('hex').slice(0, 8)}-${pid}`
}

/** Whether the process of this machine that a mark names is gone. One of the same number may run, whoever it is: then it is not. */
export function isGone(mark: string): boolean {
  const pid = Number(mark.slice(mark.indexOf('-') + 1))
  if (mark !== processMark(pid)) return false
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH'
  }
}

/** Whether a file, a folder or a link itself is of this user. Where files have no owner, it is. */
export function isOwn(path: string): boolean {
  if (process.geteuid === undefined) return true
  // Asked by its number: in a container the user often has no name, and then node's userInfo throws.
  return process.getBuiltinModule('node:fs').lstatSync(path).uid === process.geteuid()
}
