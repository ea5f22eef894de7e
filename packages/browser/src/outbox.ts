import { attempt } from './attempt'
import * as limits from './delivery-limits'
import type { Environment } from './environment'
import { countLoss, type Losses } from './losses'
import { COPY_ASKED, COPY_SURE, createSegment, NO_COPY, type Segment } from './segment'

/**
 * What one row of the outbox holds. No address, no browser, no raw text: the body was anonymized before it was sealed.
 * Another version of this client reads it, so its names stay.
 */
interface OutboxRow {
  readonly body: Segment['body_']
  readonly count: number
  readonly createdAt: number
  /** Until then the row belongs to the page that wrote or adopted it. */
  readonly lease: number
}

/** Keeps what could not be sent for the next page of the site. Every method is silent when the browser refuses storage. */
export interface Outbox {
  /** Opens the database once, so that a write while the page is left needs no waiting. */
  open_(): Promise<void>
  /** Writes copies that belong to this page until `lease`. Works while the page is going away. */
  put_(segments: readonly Segment[], lease: number): void
  remove_(segment: Segment): void
  /**
   * Takes over rows whose lease has passed; too old ones are deleted and counted.
   *
   * @param now - 0 takes over none, and only tells the keys that are there; undefined when nobody knows.
   */
  adopt_(now: number): Promise<{ readonly keys_?: readonly IDBValidKey[] | undefined; readonly adopted_: readonly Segment[] }>
  /** Deletes the database. */
  destroy_(): void
}

const STORE = 'segments'

/** @param suffix - Distinguishes collectors of one site; empty for the usual one. */
export function createOutbox(indexedDB: Environment['indexedDB_'], suffix: string, losses: Losses): Outbox {
  const name = `parel-telemetry${suffix}`
  let opening: Promise<void> | undefined
  let database: IDBDatabase | undefined

  const open = () =>
    (opening ??= new Promise<void>((resolve) => {
      // Safari can leave the request without an answer for ever.
      setTimeout(resolve, limits.OPEN_TIMEOUT_MS)
      const request = indexedDB?.open(name, 1)
      if (!request) return resolve()
      request.onupgradeneeded = () => request.result.createObjectStore(STORE)
      request.onerror = () => resolve()
      request.onsuccess = () => {
        const opened = (database = request.result)
        // Another tab that deletes the database must not wait for this one.
        opened.onversionchange = () => opened.close()
        resolve()
      }
    }).catch(() => {})) // Refused: from here on this page lives from memory.
  const transact = (mode: IDBTransactionMode) => attempt(() => database?.transaction(STORE, mode, { durability: 'relaxed' }).objectStore(STORE))
  return {
    open_: open,
    put_: (segments, lease) =>
      // A full device refuses with an exception.
      attempt(() => {
        const store = transact('readwrite')
        const written = segments.slice(-limits.MAX_ROWS)
        let bytes = 0
        for (const segment of written) {
          const { body_: body, count_: count, createdAt_: createdAt, key_ } = segment
          bytes += body.length
          if (!store || bytes > limits.MAX_STORED_BYTES) break
          store.put({ body, count, createdAt, lease } satisfies OutboxRow, key_)
          segment.copy_ ||= COPY_ASKED
        }
        if (!store) return
        store.transaction.oncomplete = () => written.forEach((segment) => (segment.copy_ &&= COPY_SURE))
        store.transaction.commit()
      }),
    remove_(segment) {
      if (segment.copy_ !== NO_COPY) transact('readwrite')?.delete(segment.key_)
    },
    async adopt_(now) {
      await open()
      const store = transact('readwrite')
      const adopted_: Segment[] = []
      if (!store) return { adopted_ }
      // One transaction claims the rows, so that two tabs never claim the same one.
      const [rows, keys_] = await Promise.all([settle<OutboxRow[]>(store.getAll()), settle(store.getAllKeys())])
      let bytes = 0
      rows?.forEach((row, index) => {
        const { body, count, createdAt, lease } = row
        const key = String(keys_?.[index])
        bytes += body.length
        if (createdAt < now - limits.MAX_AGE_MS || bytes > limits.MAX_STORED_BYTES || index >= limits.MAX_ROWS) {
          store.delete(key)
          countLoss(losses, 'expired', count)
        } else if (lease < now) {
          store.put({ ...row, lease: now + limits.LEASE_MS }, key)
          adopted_.push({ ...createSegment({ key_: key, body_: body, count_: count, createdAt_: createdAt, light_: false }), copy_: COPY_SURE })
        }
      })
      return { keys_, adopted_ }
    },
    destroy_() {
      database?.close()
      database = opening = undefined
      attempt(() => indexedDB?.deleteDatabase(name))
    },
  }
}

/** What a request gives; undefined when it fails. */
function settle<T>(request: IDBRequest<T>): Promise<T | undefined> {
  return new Promise((resolve) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => resolve(undefined)
  })
}
