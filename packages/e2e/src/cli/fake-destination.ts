import { createServer, type ServerResponse } from 'node:http'
import { claimPort } from '../claim-port.ts'

/** A destination in this process that behaves as the test says. */
export interface FakeDestination {
  readonly url: string
  /** Ids in the order in which they were accepted, repeated ones too. */
  readonly ids: string[]
  /** How the next requests are answered. */
  behave(behaviour: Behaviour): void
  /** Resolves when a request has arrived. */
  nextRequest(): Promise<void>
  close(): Promise<void>
}

/** How a destination can behave. */
export type Behaviour = 'accept' | 'hang' | 'fail' | 'limit' | 'redirect' | 'cut'

const answers: Readonly<Record<Behaviour, (response: ServerResponse) => void>> = {
  accept: (response) => void response.writeHead(200).end('{}'),
  hang: () => {},
  fail: (response) => void response.writeHead(503).end(),
  limit: (response) => void response.writeHead(429, { 'retry-after': '1' }).end(),
  redirect: (response) => void response.writeHead(307, { location: 'http://169.254.169.254/latest/meta-data' }).end(),
  cut: (response) => void (response.writeHead(200, { 'content-length': '1000' }), response.write('{'), setImmediate(() => response.destroy())),
}

/** Starts a destination for the webhook. */
export async function startFakeDestination(): Promise<FakeDestination> {
  let behaviour: Behaviour = 'accept'
  const ids: string[] = []
  const waiting: (() => void)[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { events } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { readonly events: readonly { readonly id: string }[] }
      if (behaviour === 'accept') ids.push(...events.map(({ id }) => id))
      answers[behaviour](response)
      for (const resolve of waiting.splice(0)) resolve()
    })
  })
  const port = await claimPort()
  await new Promise<void>((resolve) => void server.listen(port, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${port}/in`,
    ids,
    behave: (next) => void (behaviour = next),
    nextRequest: () => new Promise((resolve) => void waiting.push(resolve)),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
