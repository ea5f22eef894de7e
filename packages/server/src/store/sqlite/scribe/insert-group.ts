import type { DatabaseSync } from 'node:sqlite'
import { EVENT_TYPES, type Calendar } from '@parel/telemetry-core'
import { pathSpaceOf } from '../../shared/names'
import { createVocabulary, type PathSpace, type VocabularyRules } from '../../shared/vocabulary'
import type { Day } from '../../store'
import { readEvent } from '../batch-codec'
import type { BatchResult, PackedBatch, PackedEvent } from '../protocol'
import { createCounterBook } from './counter-book'
import { createDayBook } from './day-book'
import { createRowWriter, type RawRow } from './row-writer'
import { createSessionBook } from './session-book'
import { createSqlVocabulary } from './sql-vocabulary'
import { createStreamBook } from './stream-book'
import { createWordBook, type WordBook } from './word-book'

const dayMs = 86_400_000
const maxRoutes = 20_000
const maxSessions = 1000
const maxRoutesOfSession = 100

/** Settings of {@link createGroupInsert}. */
export interface GroupInsertOptions {
  readonly clock: Calendar
  readonly routes: readonly string[]
  readonly rules: VocabularyRules
  readonly hash: (text: string) => number
}

/** Writes a group of batches inside the transaction of the caller. */
export interface GroupInsert {
  insert(batches: readonly PackedBatch[]): readonly BatchResult[]
  /** To be called when the transaction was rolled back. */
  forget(): void
}

/** Creates the writer of groups over the tables of `db`. */
export function createGroupInsert(db: DatabaseSync, options: GroupInsertOptions): GroupInsert {
  const days = createDayBook(db)
  const counters = createCounterBook(db)
  const words = createWordBook(db)
  const pages = createPageBook(db, words, options)
  const sessions = createSessionBook(db, days.noteChange)
  const streams = createStreamBook(db, counters.count)
  const rows = createRowWriter(db, days.noteEvents)
  const books = [days, counters, words, pages, sessions, streams, rows]
  const forget = () => books.forEach((book) => book.forget())
  const findRow = db.prepare('SELECT 1 FROM telemetry_raw WHERE stream = ? AND sequence = ?')
  const readState = db.prepare('SELECT next_order, vocabulary, sealed_through, last_event_at FROM telemetry_state')
  const writeState = db.prepare('UPDATE telemetry_state SET next_order = ?, last_event_at = ?')
  let vocabulary = 0
  let lastEventAt = 0
  let sealedThrough = 0
  const rowOf = ([stream, sequence, type, page, action, duration, metadata, session, platform, createdAt, status, kind]: PackedEvent, day: Day): RawRow => {
    const typeName = EVENT_TYPES[type] ?? 'action'
    const streamId = streams.idOf(stream, day)
    const isRepeated = () => {
      // The first one may be of the same batch.
      rows.settle()
      return findRow.get(streamId, sequence) !== undefined
    }
    return [
      streamId, sequence, type, pages.idOf({ space: pathSpaceOf(typeName), route: page, session, day }), words.idOf(typeName, action, day),
      duration, status, words.idOf('kind', kind, day), sessions.idOf(session, day, isRepeated), platform, createdAt - day * dayMs, metadata,
    ]
  }
  const insertEvents = (batch: PackedBatch): Fates => {
    let sealed = 0
    let newest = 0
    for (let index = 0; index < batch.events; index++) {
      const event = readEvent(batch, index)
      const createdAt = event[9]
      const day = options.clock.dayOf(createdAt)
      if (day <= sealedThrough) sealed++
      else {
        rows.add(day, rowOf(event, day))
        newest = Math.max(newest, createdAt)
      }
    }
    const stored = rows.flush()
    if (stored > 0) lastEventAt = Math.max(lastEventAt, newest)
    return { stored, sealed, duplicates: batch.events - sealed - stored }
  }
  const insertBatch = (batch: PackedBatch): BatchResult => {
    const { stored, duplicates, sealed } = insertEvents(batch)
    const dropped = addPair(batch.dropped, 'sealed', sealed)
    counters.count('stored', stored)
    counters.count('duplicates', duplicates)
    for (const [reason, count] of dropped) counters.count(`dropped:${reason}`, count)
    for (const [rule, count] of batch.removed) counters.count(`removed:${rule}`, count)
    for (const [field, count] of batch.ignored) counters.count(`ignored:${field}`, count)
    if (batch.stream !== null) streams.note(batch.stream, options.clock.dayOf(batch.receivedAt))
    return { stored, duplicates, dropped }
  }
  return {
    forget,
    insert(batches) {
      const state = readState.get()
      if (state?.vocabulary !== vocabulary) forget()
      vocabulary = Number(state?.vocabulary)
      rows.order = Number(state?.next_order)
      sealedThrough = Number(state?.sealed_through)
      lastEventAt = Number(state?.last_event_at ?? 0)
      const results = batches.map(insertBatch)
      days.flush()
      counters.flush()
      writeState.run(rows.order, lastEventAt === 0 ? null : lastEventAt)
      return results
    },
  }
}

interface Fates {
  readonly stored: number
  readonly duplicates: number
  readonly sealed: number
}

function addPair(pairs: BatchResult['dropped'], name: string, count: number): BatchResult['dropped'] {
  if (count === 0) return pairs
  const before = pairs.find(([known]) => known === name)?.[1] ?? 0
  return [...pairs.filter(([known]) => known !== name), [name, before + count]]
}

function bounded<Value>(kept: Map<string, Value>, most: number): Map<string, Value> {
  if (kept.size >= most) kept.clear()
  return kept
}

interface PageQuestion {
  readonly space: PathSpace
  readonly route: string | null
  readonly session: string | null
  readonly day: Day
}

function createPageBook(db: DatabaseSync, words: WordBook, { routes, rules, hash }: GroupInsertOptions) {
  const settled = { page: new Map<string, string>(), endpoint: new Map<string, string>() }
  // Routes that a session has shown already: asking the vocabulary again would change nothing.
  const counted = { page: new Map<string, Map<string, string>>(), endpoint: new Map<string, Map<string, string>>() }
  const forget = () => {
    for (const routes of [settled.page, settled.endpoint, counted.page, counted.endpoint]) routes.clear()
    words.forget()
  }
  const vocabulary = createVocabulary({ storage: createSqlVocabulary(db, forget), hash, rules, routes })
  return {
    forget,
    idOf({ space, route, session, day }: PageQuestion): number {
      if (route === null || route === '') return 0
      const owner = session ?? ''
      const known = settled[space].get(route) ?? counted[space].get(owner)?.get(route)
      if (known !== undefined) return words.idOf(space, known, day)
      const admitted = vocabulary.admit(space, route, session)
      if (admitted.settled) bounded(settled[space], maxRoutes).set(route, admitted.text)
      else if (admitted.counted) {
        const routes = bounded(counted[space], maxSessions)
        routes.set(owner, bounded(routes.get(owner) ?? new Map<string, string>(), maxRoutesOfSession).set(route, admitted.text))
      }
      return words.idOf(space, admitted.text, day)
    },
  }
}
