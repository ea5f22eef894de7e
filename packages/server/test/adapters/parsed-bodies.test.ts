import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import express, { type RequestHandler } from 'express'
import { afterEach, expect, it, vi } from 'vitest'
import { createHttpServer, createTelemetryServer, memoryStore } from '../../src/index'

const view = JSON.stringify({ type: 'page_view', page: '/dashboard' })
const packed = { method: 'POST', headers: { 'content-type': 'text/plain' }, body: gzipSync(view) }

let stop: (() => Promise<void>) | undefined

afterEach(async () => stop?.())

/** Starts an Express app with a parser in front of telemetry, and gives the address events go to. */
async function start(parser: RequestHandler) {
  const error = vi.fn()
  const quiet = () => undefined
  const telemetry = createTelemetryServer({ store: memoryStore(), bots: 'keep', logger: { debug: quiet, info: quiet, warn: quiet, error } })
  const server = createHttpServer(express().use(parser, telemetry.listener))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  stop = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    await telemetry.close()
  }
  return { error, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/telemetry` }
}

it('answers 415 where a parser has made text of a packed body, so that the client sends the same events plain', async () => {
  const { address } = await start(express.text())
  const answer = await fetch(`${address}?enc=gzip`, packed)
  expect([answer.status, await answer.json()]).toMatchObject([415, { error: { code: 'unsupported_encoding', message: expect.stringContaining('express.text()') as unknown } }])
  const plain = await fetch(address, { ...packed, body: view })
  expect(await plain.json()).toMatchObject({ accepted: 1 })
})

it('reads a packed body that a parser kept as bytes', async () => {
  const { address } = await start(express.raw({ type: '*/*' }))
  expect(await (await fetch(`${address}?enc=gzip`, packed)).json()).toMatchObject({ accepted: 1 })
})

it('fails, aloud, where a parser has read the body and left nothing of it: the client keeps its events', async () => {
  const { address, error } = await start((request, _response, next) => void request.resume().once('end', next))
  const answer = await fetch(address, { ...packed, body: view })
  expect([answer.status, await answer.json()]).toMatchObject([500, { error: { code: 'body_taken', message: expect.stringContaining('before anything that reads bodies') as unknown } }])
  expect(error).toHaveBeenCalledWith('request failed', expect.objectContaining({ code: 'body_taken', reason: expect.stringContaining('before anything that reads bodies') as unknown }))
})

it('says that a body arrived empty, and whom to suspect', async () => {
  const { address } = await start((_request, _response, next) => next())
  const answer = await fetch(address, { ...packed, body: '' })
  expect([answer.status, await answer.json()]).toMatchObject([400, { error: { code: 'invalid_json', message: expect.stringMatching(/body is empty.*proxy/) as unknown } }])
})
