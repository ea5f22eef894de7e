import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { createCalendar } from '@parel/telemetry-core'
import { memoryStore } from '../../src/store/memory'
import { createAnalyst } from '../../src/store/sqlite/analyst/analyst'
import { damageMarkOf } from '../../src/store/sqlite/damage-mark'
import { prepareFile } from '../../src/store/sqlite/prepare-file'
import type { WorkerSettings } from '../../src/store/sqlite/protocol'
import { toStoreError } from '../../src/store/sqlite/sqlite-failure'
import { defaultFoldLimits } from '../../src/store/shared/fold-limits'
import { defaultVocabularyRules } from '../../src/store/shared/vocabulary'
import { anEvent, batchOf, bulky, createOpener, dayMs, noon } from './parts'
import { createTemporaryFolder } from './temporary-folder'

const folder = createTemporaryFolder()
const openStore = createOpener(folder)
afterAll(folder.remove)

const settingsOf = (path: string): WorkerSettings => ({
  role: 'scribe', path, timeZone: null, durability: 'full', quotaBytes: 2 ** 30, busyTimeoutMs: 1000, routes: [], limits: defaultFoldLimits, rules: defaultVocabularyRules,
})

describe('a flipped byte', () => {
  /** Opens and reads the file in this thread; the name of the error when it cannot be read. */
  async function readAll(path: string): Promise<string> {
    try {
      prepareFile(settingsOf(path))
      const analyst = createAnalyst({ ...settingsOf(path), role: 'analyst' }, createCalendar('UTC'))
      try {
        await analyst.readDays({ from: 0, to: 99_999, known: [] }, () => false)
        await analyst.readEvents({ after: null, limit: 1000 }, () => false)
      } finally {
        analyst.close()
      }
      return 'read'
    } catch (error) {
      return toStoreError(error, path).name
    }
  }

  it('in any of fifty places ends in an answer or a refusal, and a refused file stays as it was found', async () => {
    const store = await openStore()
    await store.insert(bulky('s'))
    await store.close()
    const whole = readFileSync(store.path)
    const outcomes: string[] = []
    for (let flip = 0; flip < 50; flip++) {
      const path = folder.file()
      const bytes = Buffer.from(whole)
      const place = (flip * 7919 + 101) % bytes.length
      bytes[place] = (bytes[place] ?? 0) ^ 0xff
      writeFileSync(path, bytes)
      outcomes.push(await readAll(path))
      expect(!existsSync(damageMarkOf(path)) || readFileSync(path).equals(bytes)).toBe(true)
    }
    expect(new Set(outcomes)).toEqual(new Set(['read', 'StoreUnavailableError']))
  })
})

describe('an export that nobody finishes', () => {
  it('does not keep the log from being emptied', async () => {
    const store = await openStore()
    await store.insert(bulky('first', 3000))
    const export_ = store.exportDay(Math.floor(noon / dayMs))[Symbol.asyncIterator]()
    await export_.next()
    for (let round = 0; round < 90; round++) await store.insert(bulky(`s${round}`))
    const [file, log] = [statSync(store.path).size, statSync(`${store.path}-wal`).size]
    // Everything that was written went through the log; a reader that holds it would have made it as long as all of that.
    expect(log / file).toBeLessThan(0.7)
    await export_.return?.()
    await store.close()
  })
})

describe('the zone of the machine', () => {
  afterEach(() => void vi.unstubAllEnvs())

  it('changes no number', async () => {
    const numbersIn = async (zone: string, minutes: number) => {
      vi.stubEnv('TZ', zone)
      expect(new Date(noon).getTimezoneOffset()).toBe(minutes)
      const store = memoryStore({ timeZone: 'Europe/Berlin' })
      await store.open()
      await store.insert(batchOf(Array.from({ length: 200 }, (_, index) => anEvent(`a-${index}`, { createdAt: noon - index * 3_000_000, page: `/p${index % 5}` }))))
      const rows = await store.readAggregates({ from: 0, to: 99_999 }, noon)
      return rows
    }
    const inUtc = await numbersIn('UTC', 0)
    expect(await numbersIn('America/St_Johns', 150)).toEqual(inUtc)
    expect(await numbersIn('Pacific/Apia', -780)).toEqual(inUtc)
  })
})
