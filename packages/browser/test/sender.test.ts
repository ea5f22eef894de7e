import { describe, expect, it } from 'vitest'
import { refused, settle, UNREACHABLE } from './fakes'
import { startSender } from './start-sender'

const MINUTE_MS = 60_000

describe('the sender', () => {
  it('deletes a segment only after it was acknowledged', async () => {
    const { sender, add, hold, release } = startSender()
    hold()
    add()
    await settle()
    expect(sender.pending_()).toBe(2)
    release()
    await settle()
    expect(sender.pending_()).toBe(0)
  })

  it('resolves a flush only after compression has finished, too', async () => {
    const { sender, add } = startSender()
    add(0, 200)
    await sender.flush_()
    expect(sender.pending_()).toBe(0)
  })

  it('resolves a flush no sooner than its last response', async () => {
    const { sender, add, hold, release } = startSender()
    let isDone = false
    hold()
    add(0)
    const flush = async () => {
      await sender.flush_()
      isDone = true
    }
    const flushed = flush()
    await settle()
    expect(isDone).toBe(false)
    release()
    await flushed
    expect(sender.pending_()).toBe(0)
  })

  it('has at most two requests in flight', async () => {
    const { add, hold, sent } = startSender()
    hold()
    for (const first of [0, 2, 4, 6]) add(first)
    await settle()
    expect(sent).toHaveLength(2)
  })

  it('probes with one request at a time while the server fails, less and less often', async () => {
    const { clock, sender, add, sent } = startSender(Array.from({ length: 100 }, () => refused(500)))
    add(0)
    add(2)
    await clock.advance(MINUTE_MS)
    expect(sent.length).toBeLessThanOrEqual(15)
    expect(sender.pending_()).toBe(4)
    await clock.advance(30 * MINUTE_MS)
    expect(sent.length).toBeLessThanOrEqual(100)
  })

  it('delivers everything within 65 seconds of the recovery after ten minutes of failure, however the dice fall', async () => {
    const answers = Array.from({ length: 1000 }, () => refused(500))
    const { clock, sender, add } = startSender(answers, { random_: () => 0.999 })
    for (const first of [0, 2, 4]) add(first)
    await clock.advance(10 * MINUTE_MS)
    expect(sender.pending_()).toBe(6)
    answers.length = 0
    await clock.advance(65_000)
    expect(sender.pending_()).toBe(0)
  })

  it('sends nothing within a Retry-After window, and informs the other tabs', async () => {
    const { clock, add, sent, shared } = startSender([refused(503, 30_000)])
    add(0)
    await settle()
    add(2)
    await clock.advance(29_000)
    expect(sent).toHaveLength(1)
    expect(shared.value).toBeGreaterThan(clock.now_())
    await clock.advance(3000)
    expect(sent.length).toBeGreaterThan(1)
  })

  it('does not shorten the server\'s pause when the network returns', async () => {
    const { sender, add, sent } = startSender([refused(503, 30_000)])
    add(0)
    await settle()
    sender.online_()
    await settle()
    expect(sent).toHaveLength(1)
  })

  it('ignores a shared pause of more than an hour', async () => {
    const { clock, add, sent, shared } = startSender()
    shared.value = clock.now_() + 59 * MINUTE_MS
    add(0)
    await clock.advance(58 * MINUTE_MS)
    expect(sent).toHaveLength(0)
    // Written by a clock that was wrong, which is right by now.
    shared.value = clock.now_() + 1e12
    add(2)
    await settle()
    expect(sent.length).toBeGreaterThan(0)
  })

  it.each([
    ['a failure', refused(500)],
    ['a pause', refused(503, 30_000)],
  ])('does not wait for hours because the clock was set back after %s', async (_name, answer) => {
    const { clock, add, sent, shared } = startSender([answer])
    add(0)
    await settle()
    clock.jump(-5 * 60 * MINUTE_MS)
    shared.value = 0
    add(2)
    expect(sent).toHaveLength(2)
  })

  it('copies what has to wait, and removes the copy after delivery', async () => {
    const { clock, add, stored } = startSender([refused(503)])
    add(0)
    await settle()
    expect(stored.size).toBe(1)
    await clock.advance(5000)
    expect(stored.size).toBe(0)
  })

  it('retries without keep-alive when the network refuses', async () => {
    const { add, sent } = startSender([UNREACHABLE])
    add(0)
    await settle()
    expect(sent.map(({ keepalive }) => keepalive)).toEqual([true, false])
  })

  it('makes at most three requests in a minute behind a content blocker, writes nothing, and keeps at most 100 events', async () => {
    const blocked = { ...UNREACHABLE, elapsed_: 2 }
    const { clock, sender, add, sent, stored, lost } = startSender(Array.from({ length: 50 }, () => blocked))
    for (let round = 0; round < 12; round++) {
      add(round * 100, 50)
      await clock.advance(5000)
    }
    expect(sent.length).toBeLessThanOrEqual(3)
    sender.exit_(true)
    expect(stored.size).toBe(0)
    await clock.advance(1)
    expect(sender.pending_()).toBeLessThanOrEqual(600)
    expect(lost.blocked).toBeGreaterThan(0)
  })

  it('probes a content blocker again after ten minutes, then after twice as long', async () => {
    const { clock, add, sent } = startSender(Array.from({ length: 50 }, () => ({ ...UNREACHABLE, elapsed_: 2 })))
    add(0)
    const requestsAfter = async (minutes: number) => {
      await clock.advance(minutes * MINUTE_MS)
      return sent.length
    }
    expect([await requestsAfter(0.5), await requestsAfter(9), await requestsAfter(1)]).toEqual([3, 3, 4])
    expect([await requestsAfter(19), await requestsAfter(2)]).toEqual([4, 5])
  })

  it('does not take a server that responded before for a content blocker', async () => {
    const gone = Array.from({ length: 6 }, () => ({ ...UNREACHABLE, elapsed_: 2 }))
    const { clock, sender, add, lost } = startSender([{ ...refused(500) }, ...gone])
    for (let round = 0; round < 5; round++) add(round * 100, 50)
    await clock.advance(20 * MINUTE_MS)
    expect(sender.pending_()).toBe(0)
    expect(lost).toEqual({})
  })

  it('takes a captive portal neither for an acknowledgement nor for a content blocker', async () => {
    const portal = Array.from({ length: 5 }, () => ({ ...refused(200), elapsed_: 2 }))
    const { clock, sender, add, lost } = startSender(portal)
    add(0, 3)
    await clock.advance(20 * MINUTE_MS)
    expect(sender.pending_()).toBe(0)
    expect(lost).toEqual({})
  })

  it('waits for the network while the browser is offline', async () => {
    let isOnline = false
    const { clock, sender, add, sent } = startSender([UNREACHABLE], { isOnline_: () => isOnline })
    add(0)
    await clock.advance(30_000)
    expect(sent).toHaveLength(1)
    isOnline = true
    sender.online_()
    await settle()
    expect(sender.pending_()).toBe(0)
  })
})
