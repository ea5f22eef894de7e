import { expect, it } from 'vitest'
import { noteRules, parseRules, RULES_SETTING } from '../../src/recorded-rules'
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
