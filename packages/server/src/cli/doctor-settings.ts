import { ConfigError } from '../config-error'
import type { ResolvedSettings } from '../config/resolve-settings'
import { findMeant } from '../config/refuse-unknown-name'
import { SETTINGS, type SettingKey, type SettingValues } from '../config/settings'
import { isLoopbackHost } from '../forwarders/address-guard'
import { refuseEngineVersion, WANTED_NODE } from '../store/sqlite/engine'
import type { Finding } from './doctor-checks'
import { trySettings } from './try-settings'

/** Does this Node bring an SQLite that keeps what it commits? */
export function checkNode({ node, sqlite }: { readonly node: string; readonly sqlite?: string | undefined }): Finding {
  const says = sqlite === undefined ? `v${node}, without SQLite` : `v${node} with SQLite ${sqlite}`
  const isGood = sqlite !== undefined && refuseEngineVersion(sqlite) === null
  return { name: 'node', state: isGood ? 'ok' : 'fail', says, ...(!isGood && { cure: `${WANTED_NODE}.` }) }
}

/** Would `serve` start with these settings? */
export function checkTogether(values: SettingValues): Finding {
  try {
    trySettings(values)
    return { name: 'settings', state: 'ok', says: 'the server can start with them' }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return { name: 'settings', state: 'fail', says: error.message, cure: 'The server does not start before this is right. "parel-telemetry config" tells where each setting came from.' }
  }
}

const VARIABLES = Object.values(SETTINGS).map(({ variable }) => variable)

/** Names of the environment that are nearly those of settings: nothing reads them. Other programs have names of their own. */
export function checkNames(environment: Readonly<Record<string, string | undefined>>): readonly Finding[] {
  const unread = Object.keys(environment).filter((name) => name.startsWith('TELEMETRY_') && name !== 'TELEMETRY_CONFIG' && !VARIABLES.includes(name))
  return unread.flatMap((name) => {
    const bare = name.slice('TELEMETRY_'.length)
    const meant = VARIABLES.includes(bare) ? bare : findMeant(name, VARIABLES)
    return meant === undefined ? [] : [{ name: 'settings', state: 'warn', says: `nothing reads ${name}`, cure: `Did you mean ${meant}?` }]
  })
}

/** Settings that do nothing unless one of others is set. What is half of a pair in any case, the server refuses. */
const NEEDED: readonly (readonly [setting: SettingKey, oneOf: readonly SettingKey[]])[] = [
  ['plausibleUrl', ['plausibleDomain']],
  ['axiomUrl', ['axiomDataset']],
  ['webhookSecret', ['webhookUrl', 'alertUrl']],
  ['alertSilenceMinutes', ['alertUrl']],
]

/** Are there settings without an effect? */
export function checkIdle({ values, list }: ResolvedSettings): readonly Finding[] {
  const isGiven = (setting: SettingKey) => Boolean(values[setting]) && list.some(({ key, origin }) => key === setting && origin !== 'default')
  const idle = NEEDED.filter(([setting, oneOf]) => isGiven(setting) && oneOf.every((key) => values[key] === ''))
  return idle.map(([setting, oneOf]) => {
    const says = `${SETTINGS[setting].variable} has no effect without ${oneOf.map((key) => SETTINGS[key].variable).join(' or ')}`
    return { name: 'settings', state: 'warn', says, cure: 'Set both, or neither.' }
  })
}

/** What can be told without the database. */
export function checkSettings({ values, list }: ResolvedSettings): readonly Finding[] {
  const originOf = (name: string) => list.find(({ key }) => key === name)?.origin ?? 'default'
  return [
    values.enabled
      ? { name: 'enabled', state: 'ok', says: `events are recorded (${originOf('enabled')})` }
      : { name: 'enabled', state: 'fail', says: `events are not recorded (${originOf('enabled')})`, cure: 'Set TELEMETRY_ENABLED=true.' },
    values.schedule
      ? { name: 'schedule', state: 'ok', says: 'built in: aggregation at 01:00, clean-up at 03:00, caught up after downtime' }
      : { name: 'schedule', state: 'warn', says: `off (${originOf('schedule')})`, cure: 'Check with crontab -l that cron runs "parel-telemetry aggregate" and "parel-telemetry cleanup", or leave TELEMETRY_SCHEDULE out.' },
    { name: 'access log', state: 'ok', says: 'keep the recording route out of the access log of your proxy: https://github.com/parel-app/telemetry/tree/main/docs/snippets has lines for nginx, Caddy, Apache, HAProxy and Docker' },
  ]
}

/** Is there something to ask for before the dashboard opens? */
export function checkAdminToken({ adminToken, host }: SettingValues, { storedTokens, isProduction }: { readonly storedTokens: number; readonly isProduction: boolean }): Finding {
  const name = 'admin token'
  if (adminToken !== '' || storedTokens > 0) return { name, state: 'ok', says: adminToken === '' ? 'in the database' : 'set' }
  const cure = 'Set TELEMETRY_ADMIN_TOKEN (openssl rand -base64 32) or run: parel-telemetry token new'
  if (!isLoopbackHost(host)) return { name, state: 'fail', says: `not set, and HOST is ${JSON.stringify(host)}: the server refuses to start`, cure }
  return isProduction ? { name, state: 'warn', says: 'not set, so the dashboard opens for nobody', cure } : { name, state: 'ok', says: 'not set; the dashboard opens on this machine only' }
}
