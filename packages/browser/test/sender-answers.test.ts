import { describe, expect, it } from 'vitest'
import { refused, settle } from './fakes'
import { startSender } from './start-sender'

const send = async (status: number) => {
  const { sender, add, lost, sent } = startSender(Array.from({ length: 3 }, () => refused(status)))
  add(0)
  await settle()
  return { pending: sender.pending_(), lost, requests: sent.length }
}

describe('an answer', () => {
  it.each([400, 404, 405, 410, 422])('of %i is a refusal for good, and counted', async (status) => {
    expect(await send(status)).toEqual({ pending: 0, lost: { rejected: 2 }, requests: 1 })
  })

  it.each([408, 425, 429, 500, 503, 507])('of %i is waited out', async (status) => {
    expect(await send(status)).toEqual({ pending: 2, lost: {}, requests: 1 })
  })

  it.each([200, 302])('of %i without our receipt delivers nothing', async (status) => {
    expect(await send(status)).toMatchObject({ pending: 2, lost: {} })
  })
})
