import type { CommandEnd } from './run-command.ts'

/** How a command ends that was done and said this. */
export function done(stdout: string): CommandEnd {
  return { code: 0, stdout, stderr: '' }
}

/** How a command ends that was refused with this message. */
export function refused(code: number, message: string): CommandEnd {
  return { code, stdout: '', stderr: `parel-telemetry: ${message}\n` }
}
