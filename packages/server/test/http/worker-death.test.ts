import { afterEach, beforeEach, expect, it } from 'vitest'
import { createTelemetryServer, type TelemetryServer } from '../../src/index'
import { prepareFolder } from '../prepare-folder'
import { spyOnWorkers, type WorkerSpy } from '../store/worker-spy'

const folder = prepareFolder()
let spy: WorkerSpy
let telemetry: TelemetryServer
const lines: string[] = []

beforeEach(async () => {
  spy = spyOnWorkers()
  const note = (message: string, fields?: unknown) => void lines.push(JSON.stringify([message, fields]))
  telemetry = createTelemetryServer({ database: folder('telemetry.db'), enabled: true, schedule: false, logger: { debug: note, info: note, warn: note, error: note } })
})
afterEach(async () => {
  spy.restore()
  await telemetry.close()
})

const post = () => telemetry.fetch(new Request('http://host.example/api/telemetry', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"type":"page_view","page":"/a"}' }))
const ready = async () => {
  const answer = await telemetry.fetch(new Request('http://host.example/api/telemetry/ready'))
  return { status: answer.status, text: await answer.text() }
}

async function postUntilStored(): Promise<void> {
  while ((await post()).status !== 200) await new Promise((resolve) => setTimeout(resolve, 10))
}

it('answers what a dead writer had not written with 503 and Retry-After, goes on, and is unready when it dies again and again', async () => {
  await postUntilStored()
  expect(await ready()).toEqual({ status: 200, text: '{"status":"ready"}' })
  const waiting = Array.from({ length: 50 }, post)
  await spy.kill('scribe')
  const statuses = await Promise.all(waiting.map(async (answer) => [(await answer).status, (await answer).headers.get('retry-after')] as const))
  for (const [status, retryAfter] of statuses) expect([200, 503]).toContain(status === 503 && !/^[1-9]\d?$/.test(retryAfter ?? '') ? 'no Retry-After' : status)
  for (let death = 2; death <= 5; death++) {
    await postUntilStored()
    await spy.kill('scribe', 'exit')
  }
  const { status, text } = await ready()
  expect(status).toBe(503)
  expect(JSON.parse(text)).toMatchObject({ error: { code: 'store_unavailable', message: 'The scribe of the store ended 5 times in a row, the last time because it was ended with exit code 7.' } })
  expect(text).not.toContain(folder())
  expect(lines.filter((line) => line.includes('worker ended'))).toHaveLength(5)
  expect(lines.join('\n')).not.toContain(folder())
  await postUntilStored()
})
