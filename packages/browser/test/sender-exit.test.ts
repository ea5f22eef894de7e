import { describe, expect, it, vi } from 'vitest'
import { gzip } from '../src/gzip'
import { createClock, createFakeTransport, refused, settle } from './fakes'
import { createTestSegment, startSender } from './start-sender'

describe('the sender, when the page is left', () => {
  it('sends everything when the page is left, in at most 32 requests, and copies it', async () => {
    const tail = Array.from({ length: 40 }, (_, index) => createTestSegment(index * 2, 2, createClock().now_()))
    const { sender, hold, sent, stored } = startSender([], { onExit_: () => tail.forEach((segment) => sender.add_(segment)) })
    hold()
    sender.exit_(true)
    expect(sent.length).toBe(32)
    expect(stored.size).toBe(40)
  })

  it('sends what fits, although something larger does not', () => {
    const tail = [1000, 61_000, 400, 2].map((bytes, index) => ({ ...createTestSegment(index, 1, createClock().now_()), packed_: new Uint8Array(bytes) }))
    const { sender, hold, sent } = startSender([], { onExit_: () => tail.forEach((segment) => sender.add_(segment)) })
    hold()
    sender.exit_(true)
    // The newest first; then from the oldest on.
    expect(sent.map(({ key }) => key)).toEqual(['s:3', 's:0', 's:2'])
  })

  it('sends once what was still being compressed', async () => {
    const { clock, sender, sent, hold } = startSender()
    const segment = createTestSegment(0, 200, clock.now_())
    hold()
    void sender.add_(segment)
    const { body_: plain } = segment
    sender.exit_(false)
    // As long as the compression of the segment itself takes.
    await gzip(plain)
    await gzip(plain)
    await settle()
    expect(sent.map(({ body }) => body)).toEqual([plain])
  })

  it('leaves the copies to the next page when "hidden" follows "pagehide"', () => {
    const { sender, add, stored, hold } = startSender()
    hold()
    add()
    sender.exit_(true)
    sender.exit_(false)
    expect(stored.get('s:0')?.lease).toBe(0)
  })

  it.each([
    ['copies no snapshot that the next one repeats while all is well', undefined, []],
    ['copies a snapshot, too, while the server fails', refused(500), ['s:0', 's:2']],
  ])('%s', async (_name, answer, copied) => {
    const snapshot = { ...createTestSegment(2, 1, createClock().now_()), light_: true }
    const { sender, add, stored, hold } = startSender(answer && [answer], { onExit_: () => void sender.add_(snapshot) })
    add(0)
    await settle()
    stored.clear()
    hold()
    sender.exit_(true)
    expect([...stored.keys()]).toEqual(copied)
  })

  it('sends nothing on exit within a Retry-After window', async () => {
    const { sender, add, sent, stored } = startSender([refused(503, 30_000)])
    add(0)
    await settle()
    add(2)
    sender.exit_(true)
    expect(sent).toHaveLength(1)
    expect(stored.size).toBe(2)
  })

  it('does not send again what another page delivered while this one was frozen', async () => {
    const { sender, add, sent, stored } = startSender([refused(503)])
    add(0)
    await settle()
    sender.exit_(false)
    stored.clear()
    sender.resume_()
    await settle()
    expect(sender.pending_()).toBe(0)
    expect(sent).toHaveLength(1)
  })

  it('cancels what the browser was to send later when the visitor returns, and sends it itself', async () => {
    const { transport, sent } = createFakeTransport()
    const abort = vi.fn()
    const later = (segment: { abort_?: () => void }) => {
      segment.abort_ = abort
      return true
    }
    const segment = createTestSegment(0, 2, createClock().now_())
    const { sender } = startSender([], { transport_: { ...transport, later_: later }, onExit_: () => void sender.add_(segment) })
    sender.exit_(true)
    await settle()
    expect([sent.length, abort.mock.calls.length]).toEqual([0, 0])
    sender.resume_()
    await settle()
    expect([sent.length, abort.mock.calls.length, sender.pending_()]).toEqual([1, 1, 0])
  })

  it('discards requests in flight when everything is cleared', async () => {
    const { sender, add, hold, release, sent, stored } = startSender([refused(503)])
    hold()
    add(0)
    await settle()
    sender.stop_(true)
    release()
    await settle()
    expect(sender.pending_()).toBe(0)
    expect(stored.size).toBe(0)
    expect(sent).toHaveLength(1)
  })
})
