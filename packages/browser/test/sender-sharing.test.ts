import { describe, expect, it, vi } from 'vitest'
import type { Outbox } from '../src/outbox'
import { createClock, refused, settle, UNREACHABLE } from './fakes'
import { createTestSegment, startSender } from './start-sender'

/** An outbox that keeps nothing, with a given `adopt_`. */
const outboxThat = (adopt_: Outbox['adopt_']): Outbox => ({ open_: () => undefined, put_: () => {}, remove_: () => {}, adopt_, forget_: () => {} })

describe('the sender, next to others', () => {
  it('keeps to its share of the keep-alive quota, and gets it back with every response', async () => {
    const { clock, sender, sent, hold, release } = startSender()
    const addLarge = (first: number) => sender.add_({ ...createTestSegment(first, 2, clock.now_()), packed_: new Uint8Array(40_000) })
    hold()
    addLarge(0)
    addLarge(2)
    release()
    await settle()
    addLarge(4)
    expect(sent.map(({ keepalive }) => keepalive)).toEqual([true, false, true])
  })

  it('does not take a used-up quota of a hidden page for a content blocker', async () => {
    const tail = [0, 50, 100].map((first) => createTestSegment(first, 50, createClock().now_()))
    const answers = tail.map(() => ({ ...UNREACHABLE, elapsed_: 2 }))
    const { sender, sent, lost } = startSender(answers, { onExit_: () => tail.splice(0).forEach((segment) => void sender.add_(segment)) })
    sender.exit_(false)
    await settle()
    expect([sent.length, sender.pending_(), lost]).toEqual([3, 150, {}])
  })

  it.each([
    ['takes requests that fail together for one failure', refused(500), 1010, 4],
    ['waits as long as the last of several requests is told, whichever failed first', refused(503, 30_000), 29_000, 2],
  ])('%s', async (_name, second, ms, requests) => {
    const { clock, add, sent, hold, release } = startSender([refused(500), second])
    hold()
    add(0)
    add(2)
    release()
    // The first step is half of two seconds; a second step would have made it two.
    await clock.advance(ms)
    expect(sent).toHaveLength(requests)
  })

  it('owns its copies again once the visitor returns', async () => {
    const { clock, sender, add, stored, hold } = startSender()
    hold()
    add(0)
    sender.exit_(true)
    sender.resume_()
    await settle()
    sender.exit_(false)
    expect(stored.get('s:0')?.lease).toBeGreaterThan(clock.now_())
  })

  it('looks for what other pages left as soon as the server is back', async () => {
    const adopt_ = vi.fn<Outbox['adopt_']>(() => Promise.resolve([]))
    const { clock, add } = startSender([refused(503)], { outbox_: outboxThat(adopt_) })
    add(0)
    await settle()
    expect(adopt_).not.toHaveBeenCalled()
    await clock.advance(5000)
    expect(adopt_).toHaveBeenCalledTimes(1)
  })

  it('only checks what is stored when the visitor returns, and takes over nothing', async () => {
    const adopt_ = vi.fn<Outbox['adopt_']>(() => Promise.resolve([]))
    const { sender } = startSender([], { outbox_: outboxThat(adopt_) })
    sender.exit_(false)
    sender.resume_()
    await settle()
    expect(adopt_.mock.calls).toEqual([[0]])
  })

  it('looks for what other pages left as soon as the network is back', () => {
    const adopt_ = vi.fn<Outbox['adopt_']>(() => Promise.resolve([]))
    startSender([], { outbox_: outboxThat(adopt_) }).sender.online_()
    expect(adopt_).toHaveBeenCalledTimes(1)
  })

  it('takes over nothing while the page is hidden', () => {
    const adopt_ = vi.fn<Outbox['adopt_']>(() => Promise.resolve([]))
    const { sender } = startSender([], { outbox_: outboxThat(adopt_) })
    sender.exit_(false)
    sender.adopt_()
    expect(adopt_).not.toHaveBeenCalled()
  })

  it('takes over nothing that is found only after everything is cleared', async () => {
    let find = () => {}
    const { clock, sender } = startSender([], {
      outbox_: outboxThat((_now, take) => {
        find = () => take?.(createTestSegment(0, 2, clock.now_()))
        return Promise.resolve([])
      }),
    })
    sender.adopt_()
    sender.stop_(true)
    find()
    expect(sender.pending_()).toBe(0)
  })

  it('does not take over its own segments', async () => {
    const { clock, sender, add, hold } = startSender([], { outbox_: outboxThat((_now, take) => Promise.resolve(void [0, 2].forEach((first) => take?.(createTestSegment(first, 2, clock.now_()))))) })
    hold()
    add(0)
    sender.adopt_()
    await settle()
    expect(sender.pending_()).toBe(4)
  })
})
