import { apiCalls } from './capture/api-calls'
import type { TelemetryOptions } from './options'
import { errors } from './capture/errors'
import { pageViews } from './capture/page-views'
import { clicks } from './capture/clicks'
import { plausible } from './capture/plausible'

/** The settings of a script tag, as the client's options. */
export interface ScriptSettings {
  /** Name that distinguishes several clients of one page. */
  readonly instance: string
  /** Whether to start a client at all. */
  readonly auto: boolean
  readonly options: TelemetryOptions
}

/** Reads one setting of the script tag; nothing if it is not set. */
export type Read = (name: string) => string | null | undefined

/**
 * Reads the settings of a script tag, given as `data-flush="2000"` or, because some page optimizers remove attributes, as `?flush=2000` in its URL.
 * An invalid value is reported with the valid ones, and the default applies.
 */
export function readScriptSettings(read: Read, hostname: string, warn: (message: string) => void): ScriptSettings {
  const flag = (name: string) => {
    const value = choice(name, 'true', 'false')
    return value && value === 'true'
  }
  const choice = <T extends string>(name: string, ...accepted: T[]): T | undefined => {
    const value = read(name)
    const known = accepted.find((word) => word === (value || 'true'))
    if (typeof value !== 'string') return undefined
    if (!known) refuse(name, accepted.join(', '))
    return known
  }
  const refuse = (name: string, accepted: string) => warn(`PAREL_W01 no data-${name}="${read(name)}". Use ${accepted}.`)
  const list = (name: string) => (read(name) || null)?.split(',').map((word) => word.trim())
  const number = (name: string, accepted: string, maximum = Infinity) => {
    const value = Number(read(name) || undefined)
    if (value >= 0 && value <= maximum) return value
    if (read(name)) refuse(name, accepted)
    return undefined
  }
  const spa = choice('spa', 'history', 'hash', 'false')
  return {
    instance: read('instance') || 'default',
    auto: flag('auto') !== false,
    options: {
      // An entry may have been copied from the address bar.
      enabled: list('domains')?.every((domain) => domain.toLowerCase().replace(/^\w+:\/\/|(:\d+)?(\/.*)?$/g, '') !== hostname) ? false : flag('enabled'),
      capture: [
        pageViews({ spa: spa === 'false' ? false : spa, search: flag('search'), exclude: list('exclude') }),
        flag('api-calls') !== false && apiCalls(),
        flag('errors') !== false && errors(),
        flag('clicks') !== false && clicks(),
        flag('plausible') && plausible(),
      ],
      routes: list('routes'),
      strict: flag('strict'),
      storage: choice('storage', 'session', 'memory'),
      persistence: choice('persistence', 'auto', 'memory'),
      exit: choice('exit', 'auto', 'beacon'),
      // Whatever the value, writing this attribute means asking for consent.
      requireConsent: (read('consent') ?? 'false') !== 'false',
      respectSignals: flag('respect-dnt'),
      endpoint: read('endpoint') || '/api/telemetry',
      allowBots: flag('allow-bots'),
      sampleRate: number('sample', '0 to 1', 1),
      flushIntervalMs: number('flush', '0 or more'),
      context: read('tag') ? { tag: read('tag') as string } : undefined,
      debug: flag('debug'),
    },
  }
}
