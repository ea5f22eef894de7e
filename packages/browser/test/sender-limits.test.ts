import { describe, expect, it, vi } from 'vitest'
import type { Outbox } from '../src/outbox'
import type { Transport } from '../src/transport'
import { ACCEPTED, createFakeTransport, refused, settle } from './fakes'
import { createTestSegment, startSender } from './start-sender'

const MINUTE_MS = 60_000

describe('what a sender cannot send as it is', () => {
  it('splits a body that is too large until it fits', async () => {
    const { sender, add, sent, lost } = startSender([refused(413), refused(413)])
    add(0, 4)
    await settle()
    await settle()
    expect(new Set(sent.map(({ key }) => key))).toEqual(new Set(['s:0', 's:1', 's:2']))
    expect(sender.pending_()).toBe(0)
    expect(lost).toEqual({})
  })

  it('drops and counts a single event that is too large', async () => {
    const { sender, add, lost } = startSender([refused(413)])
    add(0, 1)
    await settle()
    expect(lost).toEqual({ too_large: 1 })
    expect(sender.pending_()).toBe(0)
  })

  it.each([400, 404, 405, 410, 422])('drops and counts a batch that %i refuses permanently', async (status) => {
    const { sender, add, sent, lost } = startSender([refused(status)])
    add(0, 3)
    await settle()
    expect(lost).toEqual({ rejected: 3 })
    expect(sender.pending_()).toBe(0)
    expect(sent).toHaveLength(1)
  })

  it.each([408, 425, 429, 500, 503, 507])('retries what %i refuses temporarily', async (status) => {
    const { clock, sender, add, sent, lost } = startSender([refused(status)])
    add(0)
    await settle()
    expect(sender.pending_()).toBe(2)
    await clock.advance(5000)
    expect(sender.pending_()).toBe(0)
    expect(sent).toHaveLength(2)
    expect(lost).toEqual({})
  })

  it.each([200, 302])('does not take %i without a receipt for an acknowledgement', async (status) => {
    const { clock, sender, add, lost } = startSender([refused(status)])
    add(0)
    await clock.advance(5000)
    expect(sender.pending_()).toBe(0)
    expect(lost).toEqual({})
  })

  it('drops and counts what is too large and cannot be parsed', async () => {
    const { clock, sender, lost } = startSender([refused(413)])
    sender.add_({ ...createTestSegment(0, 2, clock.now_()), body_: '{' })
    await expect.poll(() => sender.pending_()).toBe(0)
    expect(lost).toEqual({ too_large: 2 })
  })

  it('sends uncompressed bodies from then on when the collector cannot read gzip', async () => {
    const { clock, sender, add, sent } = startSender([refused(415)])
    add(0, 200)
    await clock.advance(0)
    await expect.poll(() => sender.pending_()).toBe(0)
    add(200, 200)
    await expect.poll(() => sender.pending_()).toBe(0)
    expect(sent.map(({ body }) => typeof body)).toEqual(['object', 'string', 'string'])
  })

  it('drops and counts an uncompressed body that the collector cannot read either', async () => {
    const { sender, add, lost, sent } = startSender([refused(415)])
    add(0)
    await settle()
    expect([sender.pending_(), lost, sent.length]).toEqual([0, { rejected: 2 }, 1])
  })

  it.each([401, 403])('stops permanently after %i', async (status) => {
    const { clock, sender, add, sent } = startSender([refused(status)])
    add(0)
    await settle()
    add(2)
    await clock.advance(10 * MINUTE_MS)
    expect(sent).toHaveLength(1)
    expect(sender.isStopped_()).toBe(true)
  })

  it('drops a segment that was refused twenty times while others succeeded, and none because of an outage', async () => {
    const { transport } = createFakeTransport()
    let isDown = true
    const send: Transport['send_'] = async ({ key_: key }) => (isDown || key === 's:0' ? refused(500) : ACCEPTED)
    const { clock, sender, add, lost } = startSender([], { transport_: { ...transport, send_: send } })
    add(0)
    await clock.advance(60 * MINUTE_MS)
    expect(sender.pending_()).toBe(2)
    isDown = false
    for (let round = 1; round <= 19; round++) {
      add(round * 2)
      await clock.advance(3 * MINUTE_MS)
    }
    expect([sender.pending_(), lost]).toEqual([2, {}])
    add(100)
    await clock.advance(3 * MINUTE_MS)
    expect([sender.pending_(), lost]).toEqual([0, { rejected: 2 }])
  })

  it('drops a segment after a day', async () => {
    const { clock, sender, add, lost } = startSender([refused(503, 3_600_000)])
    add(0, 2)
    await settle()
    clock.jump(25 * 60 * MINUTE_MS)
    await clock.advance(1)
    expect(lost).toEqual({ expired: 2 })
    expect(sender.pending_()).toBe(0)
  })

  it('holds at most 1 MiB', () => {
    const { clock, sender, lost } = startSender([], { isOnline_: () => false })
    for (let first = 0; first < 30; first++) void sender.add_({ ...createTestSegment(first, 1, clock.now_()), body_: 'x'.repeat(40_000) })
    expect(sender.pending_()).toBe(26)
    expect(lost).toEqual({ overflow: 4 })
  })

  it('drops nothing that is in flight', () => {
    const removed: string[] = []
    const outbox: Outbox = { open_: () => undefined, put_: () => {}, remove_: ({ key_ }) => void removed.push(key_), adopt_: () => Promise.resolve(undefined), forget_: () => {} }
    const { clock, sender, hold } = startSender([], { outbox_: outbox })
    hold()
    for (let first = 0; first < 20_600; first += 200) void sender.add_({ ...createTestSegment(first, 1, clock.now_()), count_: 200 })
    expect(removed).toEqual(['s:400', 's:600', 's:800'])
  })

  it('holds at most 20,000 events and counts the rest', () => {
    const { sender, add, lost } = startSender([], { isOnline_: () => false })
    for (let first = 0; first < 25_000; first += 200) add(first, 200)
    expect(sender.pending_()).toBeLessThanOrEqual(20_000)
    expect(lost.overflow).toBe(25_000 - sender.pending_())
  })
})

describe('an environment without TextEncoder, such as Jest\'s jsdom', () => {
  it('gets its events sent: measuring a body does not need one, or the sender would retry forever', async () => {
    let looks = 0
    vi.stubGlobal('TextEncoder', class extends TextEncoder {
      constructor() {
        super()
        if (++looks < 4) throw new TypeError('not there')
      }
    })
    const { sender, add, sent } = startSender()
    add()
    await settle()
    vi.unstubAllGlobals()
    expect([sent.length, sender.pending_(), looks]).toEqual([1, 0, 0])
  })
})
