import { ConfigError, FlagError } from '../config-error'
import { asFlag, type ReadValue } from './read-value'
import { refuseUnknownName } from './refuse-unknown-name'
import { SETTINGS, type Setting, type SettingKey, type SettingValues } from './settings'

/** Where a value came from. */
export type SettingOrigin = 'flag' | 'environment' | 'file' | 'server' | 'default'

/** A setting with its value and where it came from. */
export interface ResolvedSetting {
  readonly key: SettingKey
  readonly variable: string
  readonly value: unknown
  readonly origin: SettingOrigin
  /** For people: secrets are masked. */
  readonly shown: string
}

/** What {@link resolveSettings} looks at, strongest first. */
export interface SettingSources {
  /** By flag, without dashes. */
  readonly flags: ReadonlyMap<string, string>
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Parsed configuration file, or null. */
  readonly file: { readonly path: string; readonly values: ReadonlyMap<string, string> } | null
  /** What the server that records into the database says of itself there. */
  readonly server?: Partial<SettingValues> | null
}

/** Settings that hold, and the story of each. */
export interface ResolvedSettings {
  readonly values: SettingValues
  readonly list: readonly ResolvedSetting[]
}

const settings: ReadonlyMap<SettingKey, Setting<unknown>> = new Map(Object.entries(SETTINGS) as [SettingKey, Setting<unknown>][])

/**
 * Resolves every setting: flags over environment over file over what the server noted over defaults. Throws a ConfigError that names the setting, the value seen and the cure.
 *
 * @example
 * ```ts
 * resolveSettings({ flags: new Map([['port', '8080']]), environment: { PORT: '9000' }, file: null }).values.port
 * // => 8080
 * ```
 */
export function resolveSettings(sources: SettingSources): ResolvedSettings {
  refuseUnknownKeys(sources.file)
  const list = [...settings].map(([key, setting]) => resolveOne(key, setting, sources))
  return { values: Object.fromEntries(list.map(({ key, value }) => [key, value])) as unknown as SettingValues, list }
}

function resolveOne(key: SettingKey, setting: Setting<unknown>, sources: SettingSources): ResolvedSetting {
  const { text, origin, name } = find(key, setting, sources)
  const noted = text === null ? sources.server?.[key] : undefined
  if (noted !== undefined) return { key, variable: setting.variable, value: noted, origin: 'server', shown: show(setting, noted) }
  const read = origin === 'flag' ? asFlag(readChecked(setting)) : readChecked(setting)
  const value = text === null ? fallbackOf(key, setting, sources) : read(text, name)
  return { key, variable: setting.variable, value, origin, shown: show(setting, value) }
}

function find(key: SettingKey, { variable, flag }: Setting<unknown>, sources: SettingSources): { text: string | null; origin: SettingOrigin; name: string } {
  const flagged = flag === null ? undefined : sources.flags.get(flag)
  if (flagged?.trim() === '') throw new FlagError(`--${flag} is empty. Give a value, or leave the flag out.`)
  if (flagged !== undefined) return { text: flagged.trim(), origin: 'flag', name: `--${flag}` }
  const fromEnvironment = sources.environment[variable]?.trim()
  if (fromEnvironment !== undefined && fromEnvironment !== '') return { text: fromEnvironment, origin: 'environment', name: variable }
  const fromFile = sources.file?.values.get(key)?.trim()
  if (fromFile !== undefined && fromFile !== '') return { text: fromFile, origin: 'file', name: `"${key}" in ${sources.file?.path}` }
  return { text: null, origin: 'default', name: variable }
}

/** A secret is never read into a message, whatever is wrong with it. */
function readChecked({ read }: Setting<unknown>): ReadValue<unknown> {
  return (text, name) => {
    if (text.length <= 4096) return read(text, name)
    throw new ConfigError(`${name} has ${text.length} characters. Give at most 4096.`)
  }
}

/** The guide: off in development unless asked. */
function fallbackOf(key: SettingKey, { fallback }: Setting<unknown>, { environment }: SettingSources): unknown {
  return key === 'enabled' ? environment.NODE_ENV !== 'development' : fallback
}

function show({ isSecret }: Setting<unknown>, value: unknown): string {
  if (isSecret) return value === '' ? '' : '********'
  return Array.isArray(value) ? value.join(',') : hideKeys(String(value))
}

/** An address may carry a password, or a key in its query; those that get events and alerts often carry one in their path. */
function hideKeys(text: string): string {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return text
  const url = new URL(text)
  if (url.pathname !== '/') url.pathname = '/********'
  if (url.username !== '' || url.password !== '') url.username = url.password = '********'
  if (url.search !== '') url.search = '?********'
  return url.href === `${text}/` ? text : url.href
}

function refuseUnknownKeys(file: SettingSources['file']): void {
  for (const key of file?.values.keys() ?? []) refuseUnknownName(key, { known: [...settings.keys()], what: 'setting', place: ` in ${file?.path}` })
}
