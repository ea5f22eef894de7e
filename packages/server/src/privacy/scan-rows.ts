import type { DatabaseSync } from 'node:sqlite'
import { anonymizeText, anonymizeUrl } from '@parel/telemetry-core'
import { reviewAction, reviewRoute, setAside } from '@parel/telemetry-core/review'
import { isNumbered } from '../cleaning/is-numbered'
import type { Findings } from './finding'
import { isCleanMaps, isCleanMetadata, type JudgingRules } from './is-clean-metadata'
import { parseStored } from './parse-stored'

/** What is said of metadata that cleaning would change, because of their keys or the form of their values. */
export const UNCLEANED = 'uncleaned_metadata'

/** Columns that hold words of the app or of a caller, and in which rows these are pages or endpoints. Whatever cleaning would still change should not be there. */
const COLUMNS: readonly (readonly [table: string, column: string, isPlace: string])[] = [
  ['telemetry_words', 'text', "space IN ('page', 'endpoint')"],
  ['telemetry_raw', 'metadata', '0'],
  ['telemetry_daily', 'context', "type IN ('page_view', 'page_leave', 'api_call')"],
  ['telemetry_daily', 'maps', '0'],
  ['telemetry_transitions', 'from_page', '1'],
  ['telemetry_transitions', 'to_page', '1'],
]

/** What the second look reads by its keys, and not text by text. */
const METADATA = 'telemetry_raw.metadata'

/** Texts that are judged as a whole too: a password is a word like another, and only its key tells. */
const WHOLE: ReadonlyMap<string, (text: string, options: JudgingRules) => boolean> = new Map([
  [METADATA, isCleanMetadata],
  ['telemetry_daily.maps', isCleanMaps],
])

/**
 * Cleans every stored word once more, and reports what changes; may be interrupted after each.
 *
 * @param options - The rules of the server that wrote the rows, as far as they are known.
 */
export function* scanRows(db: DatabaseSync, findings: Findings, options: JudgingRules = {}): Generator<void, void> {
  for (const [table, column, where] of COLUMNS) {
    const place = `${table}.${column}`
    // Equal values are looked at once: most rows say the same few things.
    for (const { value, isPlace } of db.prepare(`SELECT DISTINCT ${column} AS value, ${where} AS isPlace FROM ${table} WHERE ${column} IS NOT NULL`).iterate()) {
      yield
      if (typeof value !== 'string') continue
      const report: Report = (type, text) => findings.add(type, place, text)
      if (isPlace === 1) checkPlace(value, options, report)
      else if (place === METADATA) checkMetadata(value, options, report)
      else checkValue(value, options, report)
      if (WHOLE.get(place)?.(value, options) === false) findings.add(UNCLEANED, place, value)
    }
  }
  yield* scanIds(db, findings)
}

/**
 * Ids of an app's own that are a word and a number, such as those of an account or an order. Those of the client are random: UUIDs, which are no texts here, and
 * streams that begin with a digit.
 */
function* scanIds(db: DatabaseSync, findings: Findings): Generator<void, void> {
  for (const { name } of db.prepare("SELECT name FROM telemetry_sessions WHERE typeof(name) = 'text'").iterate()) {
    yield
    if (isNumbered(String(name))) findings.add('numbered_session', 'telemetry_sessions.name', String(name))
  }
  // An id of an event is the name of its stream and a number.
  for (const { name } of db.prepare('SELECT name FROM telemetry_streams').iterate()) {
    yield
    if (isNumbered(`${String(name)}-1`)) findings.add('numbered_event', 'telemetry_streams.name', String(name))
  }
}

type Report = (type: string, text: string) => void

/** Text by text, but what key and form show to be harmless; what the second look makes of the rest is asked as a whole. */
function checkMetadata(value: string, options: JudgingRules, report: Report): void {
  const stored = parseStored(value)
  checkValue(stored === undefined ? value : JSON.stringify(setAside(stored, options).rest), { ...options, review: false }, report)
}

/** A page or an endpoint: whatever signs it has, all of it is one. */
function checkPlace(value: string, options: JudgingRules, report: Report): void {
  if (!value.startsWith('/')) checkValue(value, options, report)
  else if (isChangedRoute(value, options)) report('address', value)
}

/** Reports the rules by which cleaning would still change a text, and which text. */
export function checkValue(value: string, options: JudgingRules, report: Report): void {
  // A route such as "[id]" begins like JSON but is not JSON.
  if (/^[[{]/.test(value)) return checkJson(parseStored(value) ?? value, options, report)
  checkText(value, options, report)
}

function checkJson(value: unknown, options: JudgingRules, report: Report): void {
  if (typeof value === 'string') return checkText(value, options, report)
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) {
    if (!Array.isArray(value)) checkText(key, options, report)
    checkJson(inner, options, report)
  }
}

/** What ends an address within a text. */
const END_OF_ADDRESS = /[\s"'<>`()]/

function checkText(text: string, options: JudgingRules, report: Report): void {
  const rules = new Set<string>()
  if (text.startsWith('/') && !END_OF_ADDRESS.test(text)) {
    if (isChangedRoute(text, options)) rules.add('address')
  } else {
    const heard = { ...options, onRemoved: (rule: string) => rules.add(rule) }
    const clean = anonymizeText(text, heard)
    if (options.review === true) reviewAction(clean, heard)
  }
  for (const rule of rules) report(rule, text)
}

function isChangedRoute(text: string, options: JudgingRules): boolean {
  const route = anonymizeUrl(text, options)
  const clean = options.review === true ? reviewRoute(route, options) : route
  return clean !== text && !isHiddenDate(text.split('/'), clean.split('/'))
}

/** Years, months and editions, which a word in front of them shows to be no number of somebody. */
const DATED = /^(?:\d{1,2}|(?:19|20)\d\d|20\d\d-\d\d)$/

/** The store hides words that few have seen, and so what `/archive/2019` was judged by: `/[id]/2019`. */
function isHiddenDate(segments: readonly string[], clean: readonly string[]): boolean {
  return segments.length === clean.length && segments.every((segment, index) => segment === clean[index] || (DATED.test(segment) && segments.slice(0, index).includes('[id]')))
}
