import { expect, it } from 'vitest'
import { noteRules, parseRules, RULES_SETTING } from '../../src/recorded-rules'
import { createServer } from '../../src/telemetry-server'
import { memoryStore } from '../../src/store/memory'
import { StoreBusyError } from '../../src/store/store'

const rules = { routes: [], strict: false, minSessions: 1, retentionDays: 90, enabled: true }

it('rules that could not be noted are noted with a later request: jobs of other processes would delete by their own until the next start', async () => {
  const store = memoryStore()
  let isLocked = true
  const locked = { ...store, writeSetting: (key: string, value: string | null) => (isLocked ? Promise.reject(new StoreBusyError('locked')) : store.writeSetting(key, value)) }
  const noting = noteRules(async () => locked, rules)
  await noting.open()
  await noting.settle()
  expect(await store.readSetting(RULES_SETTING)).toBe(null)
  isLocked = false
  await noting.open()
  await noting.settle()
  expect(parseRules(await store.readSetting(RULES_SETTING)).app?.retentionDays).toBe(90)
})

it('rules that were noted are not noted again with each request', async () => {
  const store = memoryStore()
  let reads = 0
  const counting = { ...store, readSetting: (key: string) => (reads++, store.readSetting(key)) }
  const noting = noteRules(async () => counting, rules)
  for (let request = 0; request < 3; request++) {
    await noting.open()
    await noting.settle()
  }
  expect(reads).toBe(1)
})

it.each([['an app', true, true], ['a server that leaves it to whoever made it', false, false]])('the rules of %s are noted: %s', async (_name, notesRules, isNoted) => {
  const store = memoryStore()
  const server = createServer({ store, enabled: true }, { notesRules })
  await server.fetch(new Request('http://host.example/api/telemetry/ready'))
  await server.close()
  expect((await store.readSetting(RULES_SETTING)) !== null).toBe(isNoted)
})

it('a server that is closed waits until its rules are noted', async () => {
  const store = memoryStore()
  const { promise: isFree, resolve: free } = Promise.withResolvers<void>()
  const slow = { ...store, writeSetting: (key: string, value: string | null) => isFree.then(() => store.writeSetting(key, value)) }
  const server = createServer({ store: slow, enabled: true }, { notesRules: true })
  await server.fetch(new Request('http://host.example/api/telemetry/ready'))
  let isClosed = false
  const closing = server.close().then(() => (isClosed = true))
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
  expect(isClosed).toBe(false)
  free()
  await closing
  expect(parseRules(await store.readSetting(RULES_SETTING)).app?.retentionDays).toBe(30)
})
