import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isSound } from '../../src/durability/compare-with-file.ts'
import { killHard, killLoop, startServer } from '../../src/durability/kill-loop.ts'
import { createTemporaryFolder } from '../../src/temporary-folder.ts'

// 60 kills here, each at a moment of its own; 2,000 with `node packages/e2e/src/durability/kill.ts`.
const lanes = 4
const killsPerLane = 15

describe('a server that is killed under load', () => {
  it('keeps every acknowledged event, once, and its numbers agree', { timeout: 900_000 }, async () => {
    const folder = createTemporaryFolder()
    const reports = await Promise.all(Array.from({ length: lanes }, (_, lane) => killLoop(join(folder, `${lane}.db`), { kills: killsPerLane, first: lane * killsPerLane })))
    for (const report of reports) {
      expect(report).toMatchObject({ lost: 0, phantom: 0, twice: 0, gaps: 0, integrity: 'ok', aggregated: report.stored, counted: report.stored })
      expect(report.acknowledged).toBeGreaterThan(killsPerLane)
      expect(isSound(report)).toBe(true)
    }
  })

  it('is caught when it acknowledges before it writes', { timeout: 300_000 }, async () => {
    const report = await killLoop(join(createTemporaryFolder(), 'early.db'), { kills: 12, mode: 'early' })
    expect(report.lost).toBeGreaterThan(0)
    expect(isSound(report)).toBe(false)
  })

  it('between the write and the answer has the event once when it is sent again', { timeout: 120_000 }, async () => {
    const path = join(createTemporaryFolder(), 'mute.db')
    const body = JSON.stringify({ v: 1, stream: 'stream_in_between', s0: 0, sid: null, pf: 'web', t0: Date.now(), ev: [[0, 0, '/a'], [0, 0, '/b']] })
    const send = (url: string) => fetch(`${url}/api/telemetry`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    const mute = await startServer(path, 'mute')
    const answer = send(mute.url).then(() => 'answered', () => 'never answered')
    await untilStored(path, 2)
    await killHard(mute)
    expect(await answer).toBe('never answered')
    const next = await startServer(path, 'quiet')
    expect(await (await send(next.url)).json()).toMatchObject({ accepted: 0, duplicates: 2 })
    await next.stop()
  })
})

async function untilStored(path: string, count: number): Promise<void> {
  const db = new DatabaseSync(path, { readOnly: true })
  const read = db.prepare('SELECT count(*) AS count FROM telemetry_raw')
  while (Number(read.get()?.count) < count) await new Promise((resolve) => setTimeout(resolve, 5))
  db.close()
}
