import type { TelemetryStore } from '../store/store'

type Settings = Pick<TelemetryStore, 'readSetting' | 'writeSetting'>

const setting = 'schedule:leap'
const dayMs = 86_400_000
/** Longer than a holiday: a server that was off for so long can wait one day more. */
const leapMs = 14 * dayMs
/** So long the clock has to go on before it is believed. */
const proofMs = dayMs

/** When a clean-up is due, when the last one was, 0 for never, and what time it is; milliseconds since 1970-01-01 UTC. */
export interface CleanupTimes {
  readonly dueAt: number
  readonly doneAt: number
  readonly now: number
}

/** Whether a clean-up may come: `wait` for the first time, `waiting` from then on. */
export type LeapVerdict = 'go' | 'wait' | 'waiting'

/**
 * Lets a clean-up wait a day when none has run for two weeks. Either nothing ran for so long, or the clock is ahead: what it calls old would be deleted for good,
 * and today sealed. A clock that is put right within that day has done no harm.
 */
export async function judgeLeap(store: Settings, { dueAt, doneAt, now }: CleanupTimes): Promise<LeapVerdict> {
  // Not so either where the time is damaged: to run once more is harmless.
  if (doneAt === 0 || !(dueAt - doneAt > leapMs)) return 'go'
  const since = await store.readSetting(setting)
  const waited = now - Number(since)
  // One that began in the future was begun by a clock that was wrong.
  if (since !== null && waited >= 0) return waited < proofMs ? 'waiting' : 'go'
  await store.writeSetting(setting, String(now))
  return 'wait'
}

/** To be called after a clean-up: the next leap has to wait anew. */
export async function forgetLeap(store: Settings): Promise<void> {
  if ((await store.readSetting(setting)) !== null) await store.writeSetting(setting, null)
}
