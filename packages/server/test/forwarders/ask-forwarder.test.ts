import { getEventListeners } from 'node:events'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { askToSend } from '../../src/forwarders/ask-forwarder'
import type { Forwarder } from '../../src/forwarders/forwarder'
import { scriptedForwarder } from './outbox-setup'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

const { forwarder } = scriptedForwarder(() => ({ outcome: 'sent' }))

it('nothing of a batch stays in memory when it is sent, however long the process lives', async () => {
  const { signal } = new AbortController()
  const given: WeakRef<AbortSignal>[] = []
  const send: Forwarder['send'] = async (_events, own) => (given.push(new WeakRef(own)), { outcome: 'sent' })
  for (let batch = 0; batch < 20; batch++) expect(await askToSend({ ...forwarder, send }, [], { timeoutMs: 60_000, signal })).toEqual({ outcome: 'sent' })
  await new Promise(setImmediate)
  collectGarbage()
  expect(given.filter((own) => own.deref() !== undefined)).toEqual([])
  expect(getEventListeners(signal, 'abort')).toEqual([])
})

it.each([
  ['before it is asked', AbortSignal.abort()],
  ['while it is waited for', AbortSignal.timeout(10)],
])('a destination hears that the end has come %s', async (_name, signal) => {
  let heard: AbortSignal | undefined
  const hanging: Forwarder = { ...forwarder, send: (_events, own) => ((heard = own), new Promise(() => {})) }
  expect(await askToSend(hanging, [], { timeoutMs: 60_000, signal })).toEqual({ outcome: 'retry', reason: 'cut at the end of the process' })
  expect(heard?.aborted).toBe(true)
})
