import { dateOfDay } from '@parel/telemetry-core'
import { ALERTS_SETTING, parseToldAlerts, parseUndelivered, UNDELIVERED_SETTING } from '../forwarders/alert-state'
import { OUTBOX_PREFIX, parseOutboxState } from '../forwarders/outbox-state'
import { parseCredential } from '../http/credentials'
import { parseRules, RULES_SETTING } from '../recorded-rules'
import type { Day } from '../store/store'
import type { Finding } from './doctor-checks'

/** How each setting that is more than a word is read; whoever needs it goes on without it. */
const readers: readonly (readonly [start: string, isWhole: (text: string) => boolean])[] = [
  [ALERTS_SETTING, (text) => parseToldAlerts(text) !== null],
  [UNDELIVERED_SETTING, (text) => parseUndelivered(text) !== null],
  [OUTBOX_PREFIX, (text) => parseOutboxState(text).state !== 'damaged'],
  ['admin:', (text) => parseCredential(text) !== null],
  ['share:', (text) => parseCredential(text) !== null],
  [RULES_SETTING, (text) => !parseRules(text).isDamaged],
]

/** Can what the server noted for itself be read? SQLite keeps no checksums of rows, so the check of the file does not see it. */
export function checkStoredSettings(settings: ReadonlyMap<string, string>): Finding {
  const damaged = [...settings].filter(([key, text]) => readers.some(([start, isWhole]) => key.startsWith(start) && !isWhole(text))).map(([key]) => key)
  if (damaged.length === 0) return { name: 'settings in the database', state: 'ok', says: 'they can be read' }
  const cure = `What a server needs of them it writes anew when it starts; a token (admin:) or a link (share:) opens nothing any more and has to be made again. What stays is cleared so: sqlite3 FILE "DELETE FROM telemetry_meta WHERE key = 'setting:${damaged[0]}'"`
  return { name: 'settings in the database', state: 'warn', says: `damaged: ${damaged.join(', ')}`, cure }
}

/** Can the details of the daily numbers be read? Reports go on without them. */
export function checkDailyNumbers(damaged: readonly Day[]): Finding {
  if (damaged.length === 0) return { name: 'daily numbers', state: 'ok', says: 'they can be read' }
  const named = damaged.slice(0, 10).map(dateOfDay).join(', ')
  const more = damaged.length > 10 ? ` and ${damaged.length - 10} more days` : ''
  return { name: 'daily numbers', state: 'fail', says: `details of ${named}${more} are damaged, and missing in reports`, cure: 'Days that still have raw events: parel-telemetry aggregate --all computes them again. For the others restore a backup.' }
}
