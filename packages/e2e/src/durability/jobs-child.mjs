// @ts-check
import { writeSync } from 'node:fs'
import { sqliteStore } from '@parel/telemetry-server'

// The process that is killed at its jobs: it fills one day of long ago, aggregates it and cleans it up, and says at once how far it is.

const [path = '', day = '0'] = process.argv.slice(2)
const dayMs = 86_400_000
const noon = (Number(day) + 0.5) * dayMs
const say = (/** @type {string} */ text) => writeSync(1, `${text}\n`)

const store = sqliteStore({ path })
await store.open()
say('open')
for (let batch = 0; batch < 3; batch++) {
  const events = Array.from({ length: 500 }, (_, index) => ({
    id: `stream_of_day_${day}-${batch * 500 + index}`,
    type: /** @type {const} */ ('page_view'),
    page: `/page/p${index % 40}`,
    action: null,
    duration: null,
    metadata: { note: `canarynote${day}x${index}` },
    sessionId: `canarysession${day}x${index % 50}`,
    platform: /** @type {const} */ ('web'),
    createdAt: noon + index,
  }))
  await store.insert({ events, dropped: new Map(), removed: new Map(), stream: null, receivedAt: noon })
  say(`acknowledged ${events.length}`)
}
await store.aggregate({ now: noon + dayMs })
say('aggregated')
// Seals up to this very day.
await store.cleanup({ now: noon + 10 * dayMs, retentionDays: 9 })
say('cleaned')
await store.close()
