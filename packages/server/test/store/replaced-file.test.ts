import { copyFileSync, renameSync, statSync, symlinkSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, expect, it } from 'vitest'
import { anEvent, batchOf, createOpener, dayMs, noon } from './parts'
import { createTemporaryFolder } from './temporary-folder'

const folder = createTemporaryFolder()
const openStore = createOpener(folder)
afterAll(folder.remove)

/** A store with an event in its log, and another one with two events that was put in its place. */
async function openReplaced() {
  const other = await openStore()
  await other.insert(batchOf([anEvent('b-0'), anEvent('b-1')]))
  await other.close()
  const store = await openStore()
  await store.insert(batchOf([anEvent('a-0')]))
  const moved = folder.file()
  renameSync(store.path, moved)
  copyFileSync(other.path, store.path)
  return { store, moved }
}

const countEvents = (path: string) => {
  const db = new DatabaseSync(path)
  try {
    return { events: db.prepare('SELECT count(*) AS n FROM telemetry_raw').get()?.n, whole: db.prepare('PRAGMA quick_check').get()?.quick_check }
  } finally {
    db.close()
  }
}

it('is found before an event, a setting or a lease is written, and by the question whether the store is ready', async () => {
  const { store } = await openReplaced()
  const says = `Another file was put in the place of ${store.path} while it was open`
  await expect(store.ready?.()).rejects.toThrow(says)
  await expect(store.insert(batchOf([anEvent('a-1')]))).rejects.toThrow(says)
  await expect(store.writeSetting('share:a', '{}')).rejects.toThrow(`Stop the server, move ${store.path}-wal and ${store.path}-shm away`)
  await expect(store.acquireLease('job', { holder: 'me', ttlMs: 1000, now: 0 })).rejects.toThrow(says)
  await store.close()
})

it('does not get the log of the one that was there: what was acknowledged is in that', async () => {
  const { store, moved } = await openReplaced()
  expect(statSync(`${store.path}-wal`).size).toBeGreaterThan(0)
  await expect(store.insert(batchOf([anEvent('a-1')]))).rejects.toThrow('Another file')
  expect(statSync(`${store.path}-wal`).size).toBe(0)
  // A job of the app asks no scribe.
  await store.aggregate({ now: noon + dayMs })
  expect(statSync(`${store.path}-wal`).size).toBeGreaterThan(0)
  await store.close()
  expect(statSync(`${store.path}-wal`, { throwIfNoEntry: false })?.size ?? 0).toBe(0)
  expect(countEvents(moved)).toEqual({ events: 1, whole: 'ok' })
  expect(countEvents(store.path)).toEqual({ events: 2, whole: 'ok' })
})

it('is taken by the next start', async () => {
  const { store } = await openReplaced()
  await expect(store.ready?.()).rejects.toThrow('Another file')
  await store.close()
  const again = await openStore({ path: store.path })
  expect(await again.insert(batchOf([anEvent('b-1'), anEvent('b-2')]))).toMatchObject({ stored: 1, duplicates: 1 })
  await again.close()
})

it('that leads nowhere is as good as none, and the store can still be closed', async () => {
  const store = await openStore()
  await store.insert(batchOf([anEvent('a-0')]))
  const moved = folder.file()
  renameSync(store.path, moved)
  symlinkSync(store.path, store.path)
  await expect(store.insert(batchOf([anEvent('a-1')]))).rejects.toThrow('was deleted while it was open')
  await store.close()
  expect(countEvents(moved)).toEqual({ events: 1, whole: 'ok' })
})

it('of the same bytes is another one too, and the one that comes back is the same', async () => {
  const store = await openStore()
  const moved = folder.file()
  renameSync(store.path, moved)
  copyFileSync(moved, store.path)
  await expect(store.insert(batchOf([anEvent('a-0')]))).rejects.toThrow('Another file')
  renameSync(moved, store.path)
  expect(await store.insert(batchOf([anEvent('a-0')]))).toMatchObject({ stored: 1 })
  await store.close()
})
