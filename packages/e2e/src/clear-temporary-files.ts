import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { endProcessesOf } from './end-processes-of.ts'

/** Vitest calls this before the first test process starts: all of them lay their temporary files into one folder, which is deleted when the last has ended. */
export function setup(): () => Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'parel-e2e-'))
  process.env.TMPDIR = folder
  return async () => {
    // A browser ends a moment after the test process that shared it, and would write its profile anew.
    while (endProcessesOf(folder) > 0) await setTimeout(20)
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
  }
}
