import * as v from 'valibot'
import type { TelemetryStore } from '../store/store'

type Settings = Pick<TelemetryStore, 'readSetting' | 'writeSetting'>

/** Key of the setting that holds which alerts were told. */
export const ALERTS_SETTING = 'alerts:firing'
/** Key of the setting that holds that alerts cannot be delivered. */
export const UNDELIVERED_SETTING = 'alerts:undelivered'

const toldForm = v.pipe(v.string(), v.parseJson(), v.array(v.string()))

/** Reads which alerts were told and are not over; null where the text is damaged. */
export function parseToldAlerts(text: string | null): readonly string[] | null {
  const parsed = v.safeParse(toldForm, text ?? '[]')
  return parsed.success ? parsed.output : null
}

/** That alerts cannot be delivered; times in milliseconds since 1970-01-01 UTC. */
export interface Undelivered {
  /** The first try that failed. */
  readonly since: number
  /** The last one. */
  readonly at: number
  /** One of a few fixed sentences. */
  readonly reason: string
}

const undeliveredForm = v.pipe(v.string(), v.parseJson(), v.object({ since: v.number(), at: v.number(), reason: v.string() }))

/** Reads what {@link noteUndelivered} wrote; null where the text is damaged. */
export function parseUndelivered(text: string): Undelivered | null {
  const parsed = v.safeParse(undeliveredForm, text)
  return parsed.success ? parsed.output : null
}

/** Notes a try that failed, for `doctor`: the process that fails is another one. */
export async function noteUndelivered(settings: Settings, { at, reason }: Omit<Undelivered, 'since'>): Promise<void> {
  const before = parseUndelivered((await settings.readSetting(UNDELIVERED_SETTING)) ?? '')
  await settings.writeSetting(UNDELIVERED_SETTING, JSON.stringify({ since: before?.since ?? at, at, reason }))
}

/** To be called when an alert was delivered. */
export async function forgetUndelivered(settings: Settings): Promise<void> {
  if ((await settings.readSetting(UNDELIVERED_SETTING)) !== null) await settings.writeSetting(UNDELIVERED_SETTING, null)
}
