import type { DatabaseSync } from 'node:sqlite'
import type { Calendar } from '@parel/telemetry-core'
import { inTransaction, openDatabase } from '../open-database'
import { MAX_GROUP_EVENTS, type BatchResult, type CallResult, type PackedBatch, type PackedError, type WorkerSettings } from '../protocol'
import { isBusy, needsReopening, toStoreError } from '../sqlite-failure'
import { packError } from '../pack-error'
import { createFileGuard } from './file-guard'
import { createGroupInsert, type GroupInsert } from './insert-group'
import { createWordHash } from './word-hash'

// Between two looks at new requests while another process holds the lock.
const lockTryMs = 50

/** What became of a group of batches. */
export interface GroupOutcome {
  readonly results: readonly CallResult[]
  readonly failures: readonly { readonly calls: readonly number[]; readonly error: PackedError }[]
  /** True when the group is still waiting for the lock. */
  readonly waiting: boolean
}

/** Writes batches, many in one transaction. */
export interface Scribe {
  add(batches: readonly PackedBatch[]): void
  readonly pending: number
  /** Commits the next group, or gives up those that waited too long. */
  commit(): GroupOutcome
  readonly db: () => DatabaseSync
  close(): void
}

interface Connection {
  readonly db: DatabaseSync
  readonly group: GroupInsert
}

/** Creates the scribe. The file must have its schema already. */
export function createScribe(settings: WorkerSettings, clock: Calendar): Scribe {
  const queue: PackedBatch[] = []
  let connection: Connection | null = null
  const guard = createFileGuard(settings.path)
  const connect = (): Connection => {
    const db = openDatabase({ ...settings, busyTimeoutMs: lockTryMs })
    guard.remember()
    return { db, group: createGroupInsert(db, { clock, routes: settings.routes, rules: settings.rules, hash: createWordHash(db) }) }
  }
  const opened = () => {
    const refusal = guard.refusal()
    if (refusal !== null) {
      if (connection !== null) emptyLog(connection.db)
      throw refusal
    }
    return (connection ??= connect())
  }
  const write = (batches: readonly PackedBatch[]) => {
    const { db, group } = opened()
    return inTransaction(db, () => group.insert(batches))
  }
  const recover = (error: unknown) => {
    connection?.group.forget()
    if (!needsReopening(error)) return
    connection?.db.close()
    connection = null
  }
  const commitGroup = (batches: readonly PackedBatch[]): GroupOutcome => {
    try {
      const results = write(batches)
      return { waiting: false, failures: [], results: batches.map(({ call }, index) => [call, results[index] ?? nothing]) }
    } catch (error) {
      recover(error)
      if (isBusy(error)) return giveUpLate(queue, batches, settings)
      const reason = toStoreError(error, settings.path)
      // One bad batch must not take its neighbours along: try each alone, unless the file itself is at fault.
      if (batches.length > 1 && reason.name !== 'StoreFullError' && !needsReopening(error)) return mergeOutcomes(batches.map((batch) => commitGroup([batch])))
      return { results: [], waiting: false, failures: [{ calls: batches.map(({ call }) => call), error: packError(reason) }] }
    }
  }
  return {
    add: (batches) => void queue.push(...batches),
    get pending() {
      return queue.length
    },
    commit: () => commitGroup(takeGroup(queue)),
    db: () => opened().db,
    close() {
      // A job of the analyst may have written since.
      if (connection !== null && guard.refusal() !== null) emptyLog(connection.db)
      connection?.db.close()
      connection = null
    },
  }
}

/** What is in the log goes into the file that it belongs to: whoever opens the other one would take it for the log of that. */
function emptyLog(db: DatabaseSync): void {
  try {
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  } catch {
    // Nothing more is written anyway, and who was refused is told what to do with the log.
  }
}

const nothing: BatchResult = { stored: 0, duplicates: 0, dropped: [] }

function takeGroup(queue: PackedBatch[]): readonly PackedBatch[] {
  let events = 0
  const end = queue.findIndex((batch) => (events += batch.events) > MAX_GROUP_EVENTS)
  return queue.splice(0, end === -1 ? queue.length : Math.max(1, end))
}

/** Puts a group back in front; who waited too long is told to come again. Nothing of them was written. */
function giveUpLate(queue: PackedBatch[], batches: readonly PackedBatch[], { busyTimeoutMs, path }: WorkerSettings): GroupOutcome {
  const deadline = performance.timeOrigin + performance.now() - busyTimeoutMs
  const all = [...batches, ...queue]
  const late = all.filter(({ since }) => since <= deadline)
  queue.splice(0, queue.length, ...all.filter(({ since }) => since > deadline))
  const error: PackedError = { kind: 'busy', publicReason: null, message: `${path} has been locked by another process for ${busyTimeoutMs} ms.` }
  return { results: [], waiting: queue.length > 0, failures: late.length === 0 ? [] : [{ calls: late.map(({ call }) => call), error }] }
}

function mergeOutcomes(outcomes: readonly GroupOutcome[]): GroupOutcome {
  return {
    results: outcomes.flatMap(({ results }) => results),
    failures: outcomes.flatMap(({ failures }) => failures),
    waiting: outcomes.some(({ waiting }) => waiting),
  }
}
