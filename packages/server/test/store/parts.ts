import type { TelemetryEvent } from '@parel/telemetry-core'
import { sqliteStore, type SqliteStoreOptions } from '../../src/store/sqlite/sqlite-store'
import type { IncomingBatch, TelemetryStore } from '../../src/store/store'
import type { TemporaryFolder } from './temporary-folder'

export const noon = Date.UTC(2026, 5, 1, 12)
export const dayMs = 86_400_000

export function batchOf(events: readonly TelemetryEvent[]): IncomingBatch {
  return { events, dropped: new Map(), removed: new Map(), stream: null, receivedAt: noon }
}

export function anEvent(id: string, fields: Partial<TelemetryEvent> = {}): TelemetryEvent {
  return { id, type: 'page_view', page: '/dashboard', action: null, duration: null, metadata: null, sessionId: 'abc-123', platform: 'web', createdAt: noon, ...fields }
}

/** A batch of about 250 bytes an event. */
export function bulky(stream: string, count = 500): IncomingBatch {
  return batchOf(Array.from({ length: count }, (_, index) => anEvent(`${stream}-${index}`, { type: 'action', action: 'save', metadata: { note: 'n'.repeat(180) } })))
}

/** An open store that knows its path. */
export type FileStore = TelemetryStore & { readonly path: string }

/** Makes stores in files of a folder. */
export function createOpener(folder: TemporaryFolder): (options?: Partial<SqliteStoreOptions>) => Promise<FileStore> {
  return async (options = {}) => {
    const path = options.path ?? folder.file()
    const store = sqliteStore({ ...options, path })
    await store.open()
    return Object.assign(store, { path })
  }
}
