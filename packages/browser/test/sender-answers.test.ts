import { describe, expect, it } from 'vitest'
import { createClock, refused, settle } from './fakes'
import { createTestSegment, startSender } from './start-sender'

const send = async (status: number) => {
  const { sender, add, lost, sent } = startSender(Array.from({ length: 3 }, () => refused(status)))
  add(0)
  await settle()
  return { pending: sender.pending_(), lost, requests: sent.length }
}

describe('a response', () => {
  it.each([400, 404, 405, 410, 422])('of %i is a permanent refusal, and counted', async (status) => {
    expect(await send(status)).toEqual({ pending: 0, lost: { rejected: 2 }, requests: 1 })
  })

  it.each([408, 425, 429, 500, 503, 507])('of %i is retried later', async (status) => {
    expect(await send(status)).toEqual({ pending: 2, lost: {}, requests: 1 })
  })

  it.each([200, 302])('of %i without our receipt is no acknowledgement', async (status) => {
    expect(await send(status)).toMatchObject({ pending: 2, lost: {} })
  })
})

describe('a body that the browser has compressed wrongly', () => {
  it('is sent as text when the server refuses it, and nothing is lost', async () => {
    const { sender, lost, sent } = startSender([refused(415)])
    void sender.add_({ ...createTestSegment(0, 2, createClock().now_()), packed_: new Uint8Array([31, 139, 8, 0, 1, 2, 3]) })
    await sender.flush_()
    expect([sender.pending_(), lost, sent.map(({ body }) => typeof body)]).toEqual([0, {}, ['object', 'string']])
  })
})
