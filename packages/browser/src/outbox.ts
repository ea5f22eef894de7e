import { countLoss, type Losses } from './losses'
import { attempt } from './attempt'
import { COPY_SURE, COPY_ASKED, createSegment, type Segment } from './segment'
import * as limits from './delivery-limits'
import { findLocal, readItem, writeItem } from './stored-item'

/**
 * One row of the outbox. It contains no URL, no browser and no raw text: the body was anonymized before it was sealed.
 * Other versions of this client read it, so its names must not change.
 */
interface OutboxRow {
  readonly body: Segment['body_']
  readonly count: number
  readonly createdAt: number
  /** Until then the row belongs to the page that wrote or adopted it. */
  readonly lease: number
}

/** Keeps what could not be sent, for the next page of the site. Every method does nothing if the browser refuses storage. */
export interface Outbox {
  /** Opens the database once, so that a write while the page is left does not have to wait. */
  open_(): Promise<unknown> | undefined
  /**
   * Writes copies that belong to this page until `lease`. Works while the page is being left.
   *
   * @param segments - All segments, oldest first: together their copies stay within the limits.
   * @param onlyNew - Does not rewrite existing copies.
   */
  put_(segments: Iterable<Segment>, lease: number, onlyNew?: boolean): void
  remove_(segment: Segment): void
  /**
   * Takes over rows whose lease has passed; rows that are too old are deleted and counted. Returns the existing keys, or undefined if they are unknown.
   *
   * @param now - With 0, no rows are taken over.
   */
  adopt_(now: number, take?: (segment: Segment) => void): Promise<readonly IDBValidKey[] | undefined>
  /** Deletes the database. */
  forget_(): void
}

const STORE = 'segments'

/**
 * @param isKept - Whether anything may stay on the device.
 * @param suffix - Distinguishes the collectors of one site; empty for the default one.
 */
export function createOutbox(isKept: boolean, suffix: string, losses: Losses): Outbox {
  const name = `parel-telemetry${suffix}`
  let opening: Promise<unknown> | undefined
  const open = () =>
    (opening ??= attempt(() => {
      // It throws, inside `attempt`, where there is no database, in a sandboxed frame, and if nothing is to be kept.
      const request = (isKept && indexedDB.open(name, 1)) as IDBOpenDBRequest
      request.onupgradeneeded = () => request.result.createObjectStore(STORE)
      return new Promise((resolve) => {
        request.onsuccess = () => {
          database = request.result
          // Another tab that deletes the database must not wait for this one. The browser itself closes it when site data are cleared, and when iOS has lost it in the background: the next access opens it again.
          database.onversionchange = database.close
          database.onclose = () => (opening = undefined)
          late?.()
          late = undefined
          resolve(0)
        }
        request.onerror = resolve
        // Safari may never answer the request.
        setTimeout(resolve, limits.OPEN_TIMEOUT_MS)
      })
    }))
  let database: IDBDatabase | undefined

  /** Writes the page's last copies if the database opens only after the page was left. */
  let late: (() => void) | undefined
  /** Rows by key, as text: Safari's engine runs no transaction that starts while a page is being left, but writes a storage item immediately. */
  const readLeft = () => attempt(() => JSON.parse(readItem(findLocal, name) || '') as Record<string, OutboxRow>) ?? {}
  const put: Outbox['put_'] = (segments, lease, onlyNew) => {
    if (!lease && !database) late = () => put(segments, 0)
    // Missing storage or a full device throws.
    attempt(() => {
      // Existing copies count first; then the oldest segments, because the newest is sent on exit.
      const written = [...segments].sort((one, other) => other.copy_ - one.copy_).slice(0, limits.MAX_ROWS)
      // Otherwise each visit to a healthy site would leave an empty text in the storage.
      if (!written[0]) return
      const store = transact() as IDBObjectStore
      const left: Record<string, OutboxRow> = {}
      let bytes = 0
      for (const segment of written) {
        const { createdAt_: createdAt, body_: body, count_: count, key_ } = segment
        bytes += body.length
        if (bytes > limits.MAX_STORED_BYTES) break
        if (onlyNew && segment.copy_) continue
        store.put((left[key_] = { body, lease, count, createdAt }), key_)
        segment.copy_ ||= COPY_ASKED
      }
      if (!lease && !('fetchLater' in window)) {
        const text = JSON.stringify({ ...readLeft(), ...left })
        if (text.length <= limits.MAX_STORED_BYTES) writeItem(findLocal, name, text)
      }
      store.transaction.oncomplete = () => written.forEach((segment) => (segment.copy_ &&= COPY_SURE))
      store.transaction.commit()
    })
  }
  const transact = () => attempt(() => database?.transaction(STORE, 'readwrite').objectStore(STORE))
  return {
    open_: open,
    forget_() {
      database?.close()
      database = opening = late = undefined
      attempt(() => isKept && indexedDB.deleteDatabase(name))
      writeItem(findLocal, name, 0)
    },
    remove_(segment) {
      if (segment.copy_) transact()?.delete(segment.key_)
    },
    async adopt_(now, take) {
      // The page is alive: its last copies may have been delivered by now.
      late = undefined
      await open()
      const store = transact()
      if (!store) return
      attempt(() => Object.entries(readLeft()).forEach(([key, row]) => store.put(row, key)))
      writeItem(findLocal, name, 0)
      // One transaction claims the rows, so that two tabs never claim the same one.
      const [rows, keys] = await Promise.all([settle<OutboxRow[]>(store.getAll()), settle(store.getAllKeys())])
      let bytes = 0
      rows?.forEach((row, index) => attempt(() => {
        const { body, lease, count, createdAt } = row
        const key = String(keys?.[index])
        bytes += body.length
        // In either direction: a row dated by a clock that was ahead would stay as long as the clock was wrong.
        if (bytes > limits.MAX_STORED_BYTES || index >= limits.MAX_ROWS || (now && Math.abs(now - createdAt) > limits.MAX_AGE_MS)) {
          store.delete(key)
          countLoss(losses, 'expired', count)
        } else if (lease < now) {
          store.put({ ...row, lease: now + limits.LEASE_MS }, key)
          take?.(createSegment({ count_: count, key_: key, createdAt_: createdAt, body_: body, light_: false }, COPY_SURE))
        }
      }))
      return keys
    },
    put_: put,
  }
}

/** Resolves with the result of a request, or with undefined if it fails. */
function settle<T>(request: IDBRequest<T>): Promise<T | undefined> {
  return new Promise((resolve) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => resolve(undefined)
  })
}
