import { existsSync, readdirSync, readFileSync } from 'node:fs'

/** Ends every process whose command line names this folder of ours, and no other. Returns how many there were. */
export function endProcessesOf(folder: string): number {
  // Other systems have no such folder; there, a browser ends by itself.
  const found = (existsSync('/proc') ? readdirSync('/proc') : []).filter((name) => /^\d+$/.test(name) && readCommandLine(name).includes(folder))
  for (const pid of found) tryKill(Number(pid))
  return found.length
}

function readCommandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return '' // Gone meanwhile.
  }
}

function tryKill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // Gone meanwhile.
  }
}
