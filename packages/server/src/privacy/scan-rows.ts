import type { DatabaseSync } from 'node:sqlite'
import { anonymizeText, anonymizeUrl } from '@parel/telemetry-core'
import { isNumbered } from '../http/developer-hints'
import type { Findings } from './finding'

/** Columns that hold words of the app or of a caller. Whatever cleaning would still change should not be there. */
const COLUMNS: readonly (readonly [table: string, column: string])[] = [
  ['telemetry_words', 'text'],
  ['telemetry_raw', 'metadata'],
  ['telemetry_daily', 'context'],
  ['telemetry_daily', 'maps'],
  ['telemetry_transitions', 'from_page'],
  ['telemetry_transitions', 'to_page'],
]

/** Cleans every stored word once more, and reports what changes. Returns how many values were read. */
export function scanRows(db: DatabaseSync, findings: Findings): number {
  let read = 0
  for (const [table, column] of COLUMNS) {
    const place = `${table}.${column}`
    // Equal values are looked at once: most rows say the same few things.
    for (const { value } of db.prepare(`SELECT DISTINCT ${column} AS value FROM ${table} WHERE ${column} IS NOT NULL`).iterate()) {
      read++
      if (typeof value === 'string') checkValue(value, (type, text) => findings.add(type, place, text))
    }
  }
  return read + scanSessions(db, findings)
}

/** Session ids of an app's own that are a word and a number, such as an account's. Those of the client are UUIDs, which are no texts here. */
function scanSessions(db: DatabaseSync, findings: Findings): number {
  let read = 0
  for (const { name } of db.prepare("SELECT name FROM telemetry_sessions WHERE typeof(name) = 'text'").iterate()) {
    read++
    if (isNumbered(String(name))) findings.add('numbered_session', 'telemetry_sessions.name', String(name))
  }
  return read
}

type Report = (type: string, text: string) => void

function checkValue(value: string, report: Report): void {
  if (/^[[{]/.test(value)) return checkJson(parse(value), report)
  checkText(value, report)
}

function checkJson(value: unknown, report: Report): void {
  if (typeof value === 'string') return checkText(value, report)
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) {
    if (!Array.isArray(value)) checkText(key, report)
    checkJson(inner, report)
  }
}

function checkText(text: string, report: Report): void {
  if (text.startsWith('/')) {
    if (anonymizeUrl(text) !== text) report('address', text)
    return
  }
  const rules = new Set<string>()
  anonymizeText(text, { onRemoved: (rule) => rules.add(rule) })
  for (const rule of rules) report(rule, text)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // A route such as "[id]" begins like JSON and is none.
    return text
  }
}
