import { describe, expect, it } from 'vitest'
import { refused, settle } from './fakes'
import { createTestSegment, startSender } from './start-sender'

describe('the sender, when the page is left', () => {
  it('sends everything when the page is left, in at most 32 requests, and copies it', async () => {
    const { sender, hold, sent, stored, clock } = startSender()
    hold()
    for (let first = 0; first < 80; first += 2) sender.add(createTestSegment(first, 2, clock.now()), true)
    sender.exit(true)
    expect(sent.length).toBe(32)
    expect(stored.size).toBe(40)
  })

  it('keeps the copies free for the next page when "hidden" follows "pagehide"', () => {
    const { sender, stored, clock, hold } = startSender()
    hold()
    sender.add(createTestSegment(0, 2, clock.now()), true)
    sender.exit(true)
    sender.exit(false)
    expect(stored.get('s:0')?.lease).toBe(0)
  })

  it('sends nothing on the way out inside a Retry-After window', async () => {
    const { sender, add, sent, stored, clock } = startSender([refused(503, 30_000)])
    add(0)
    await settle()
    sender.add(createTestSegment(2, 2, clock.now()), true)
    sender.exit(true)
    expect(sent).toHaveLength(1)
    expect(stored.size).toBe(2)
  })

  it('does not send again what another page delivered while this one slept', async () => {
    const { sender, add, sent, stored } = startSender([refused(503)])
    add(0)
    await settle()
    sender.exit(false)
    stored.clear()
    sender.resume()
    await settle()
    expect(sender.pending()).toBe(0)
    expect(sent).toHaveLength(1)
  })

  it('forgets what was under way when everything is cleared', async () => {
    const { sender, add, hold, release, stored } = startSender([refused(503)])
    hold()
    add(0)
    await settle()
    sender.clear()
    release()
    await settle()
    expect(sender.pending()).toBe(0)
    expect(stored.size).toBe(0)
  })
})
