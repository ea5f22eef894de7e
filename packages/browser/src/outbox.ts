import { attempt } from './attempt'
import { createSegment, type Segment } from './segments'

/** What one row of the outbox holds. No address, no browser, no raw text: the body was anonymized before it was sealed. */
interface OutboxRow {
  readonly body: Segment['body']
  readonly count: number
  readonly createdAt: number
  /** Until then the row belongs to the page that wrote or adopted it. */
  readonly lease: number
}

/** Keeps what could not be sent for the next page of the site. Every method is silent when the browser refuses storage. */
export interface Outbox {
  /** Opens the database once, so that a write while the page is left needs no waiting. */
  open(): void
  /** Writes copies that belong to this page until `lease`. Works while the page is going away. */
  put(segments: readonly Segment[], lease: number): void
  remove(segment: Segment): void
  /** Takes over rows whose lease has passed; too old ones are deleted and counted. */
  adopt(now: number): Promise<Segment[]>
  /** Keys that are still there. */
  keys(): Promise<ReadonlySet<string> | null>
  /** Deletes the database. */
  destroy(): void
}

const DATABASE = 'parel-telemetry'
const STORE = 'segments'
const OPEN_TIMEOUT_MS = 1000
const LEASE_MS = 30_000
const MAX_AGE_MS = 24 * 3_600_000
const MAX_ROWS = 100
const MAX_BYTES = 512 * 1024

export interface OutboxOptions {
  readonly indexedDB: IDBFactory | undefined
  /** Distinguishes collectors of one site; empty for the usual one. */
  readonly suffix: string
  onExpired(events: number): void
}

export function createOutbox({ indexedDB, suffix, onExpired }: OutboxOptions): Outbox {
  const name = DATABASE + suffix
  let opening: Promise<IDBDatabase | null> | undefined
  let database: IDBDatabase | null = null

  const open = () => {
    opening ??= openDatabase(indexedDB, name).then((opened) => (database = opened))
    return opening
  }
  const transact = (mode: IDBTransactionMode) =>
    // Closed by the browser: from here on this page lives from memory.
    attempt(() => database?.transaction(STORE, mode, { durability: 'relaxed' }))
  return {
    open,
    put(segments, lease) {
      const transaction = transact('readwrite')
      if (!transaction) return
      const written = segments.slice(-MAX_ROWS)
      let bytes = 0
      for (const segment of written) {
        const { body, count, createdAt, key } = segment
        bytes += body.length
        if (bytes > MAX_BYTES) break
        transaction.objectStore(STORE).put({ body, count, createdAt, lease } satisfies OutboxRow, key)
        if (segment.copy === 'none') segment.copy = 'asked'
      }
      transaction.oncomplete = () => written.forEach((segment) => segment.copy === 'asked' && (segment.copy = 'sure'))
      transaction.commit()
    },
    remove(segment) {
      if (segment.copy !== 'none') transact('readwrite')?.objectStore(STORE).delete(segment.key)
    },
    async adopt(now) {
      await open()
      const transaction = transact('readwrite')
      return transaction ? adoptRows(transaction.objectStore(STORE), now, onExpired) : []
    },
    async keys() {
      await open()
      const store = transact('readonly')?.objectStore(STORE)
      const keys = store && (await result(store.getAllKeys()))
      return keys ? new Set(keys.map(String)) : null
    },
    destroy() {
      database?.close()
      database = null
      opening = undefined
      attempt(() => indexedDB?.deleteDatabase(name))
    },
  }
}

/** One transaction claims the rows, so that two tabs never claim the same one. */
async function adoptRows(store: IDBObjectStore, now: number, onExpired: OutboxOptions['onExpired']): Promise<Segment[]> {
  const [rows, keys] = await Promise.all([result<OutboxRow[]>(store.getAll()), result(store.getAllKeys())])
  const adopted: Segment[] = []
  let bytes = 0
  rows?.forEach((row, index) => {
    const key = String(keys?.[index])
    bytes += row.body.length
    if (row.createdAt < now - MAX_AGE_MS || bytes > MAX_BYTES || index >= MAX_ROWS) {
      store.delete(key)
      onExpired(row.count)
    } else if (row.lease < now) {
      store.put({ ...row, lease: now + LEASE_MS }, key)
      adopted.push({ ...createSegment(key, row.body, { ...row, light: false }), copy: 'sure' })
    }
  })
  return adopted
}

function openDatabase(factory: IDBFactory | undefined, name: string): Promise<IDBDatabase | null> {
  return new Promise((resolve) => {
    // Safari can leave the request without an answer for ever.
    setTimeout(resolve, OPEN_TIMEOUT_MS, null)
    const request = attempt(() => factory?.open(name, 1))
    if (!request) return resolve(null)
    request.onupgradeneeded = () => request.result.createObjectStore(STORE)
    void result(request).then((opened) => {
      // Another tab that deletes the database must not wait for this one.
      if (opened) opened.onversionchange = () => opened.close()
      resolve(opened)
    })
  })
}

function result<T>(request: IDBRequest<T>): Promise<T | null> {
  return new Promise((resolve) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => resolve(null)
  })
}
