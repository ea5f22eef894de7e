import { lookup, type LookupAddress } from 'node:dns'
import type { Agent, ClientRequest, IncomingMessage, RequestOptions } from 'node:http'
import type { LookupFunction } from 'node:net'
import { bareHost, findAddressProblem, isLoopbackAddress, isLoopbackHost, isPrivateAddress } from './address-guard'

/** A request to a destination. */
export interface OutgoingRequest {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array
  readonly signal?: AbortSignal
}

/** What came back; or why nothing did, as one of a few fixed words. */
export type Answer =
  | { readonly status: number; readonly header: (name: string) => string | null; readonly body: string }
  | { readonly failure: 'timeout' | 'unreachable' | 'cut' | 'connection' | 'private_address' | 'bad_address' }

/** Sends a request. Never throws. */
export type SendRequest = (request: OutgoingRequest) => Promise<Answer>

/** Finds the addresses of a name, like `dns.lookup`. */
export type Resolve = (hostname: string, callback: (error: Error | null, addresses: readonly LookupAddress[]) => void) => void

/** Settings of {@link createSendRequest}. */
export interface SendRequestOptions {
  readonly allowPrivate: boolean
  /** Milliseconds from the first byte out to the last byte in. */
  readonly timeoutMs: number
  readonly resolve?: Resolve
}

const MAX_ANSWER_BYTES = 64 * 1024
const MAX_HEADER_BYTES = 8 * 1024
/** Long enough for the next request of a batch, and for the next batch of a round. */
const IDLE_CONNECTION_MS = 1000

const resolveAll: Resolve = (hostname, callback) => lookup(hostname, { all: true }, callback)

/**
 * Creates the way out. A POST goes to a checked address and to nothing else: the name is resolved once, its address is checked and used for the
 * connection, which serves further requests while they follow one another, redirects are answers like any other and are not followed, an answer is never unpacked, and at the deadline it is cut. Of its body
 * 64 KiB are read; what is more changes nothing about its status, and asking again would only send everything twice.
 */
export function createSendRequest({ allowPrivate, timeoutMs, resolve: resolveName = resolveAll }: SendRequestOptions): SendRequest {
  const agentOf = createAgents()
  return (request) => {
    if (findAddressProblem(request.url, { allowPrivate }) !== null) return Promise.resolve({ failure: 'bad_address' })
    const url = new URL(request.url)
    const isLocal = isLoopbackHost(url.hostname)
    const isAllowed = (address: string) => (isLocal ? isLoopbackAddress(address) : allowPrivate || !isPrivateAddress(address))
    return post(url, request, { timeoutMs, lookup: pinnedLookup(resolveName, isAllowed), agent: agentOf(url.protocol) })
  }
}

class PrivateAddressError extends Error {
  override name = 'PrivateAddressError'
}

/** Connects to the very address that was checked, so that a change of DNS in between has no effect. */
function pinnedLookup(resolveName: Resolve, isAllowed: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    resolveName(bareHost(hostname), (error, addresses) => {
      const [first] = addresses ?? []
      if (error || !first) return callback(error ?? new Error('no address'), '', 0)
      if (!addresses.every(({ address }) => isAllowed(address))) return callback(new PrivateAddressError('private'), '', 0)
      // All of them were checked: where one does not answer, such as IPv6 without a way there, the next is tried.
      if (options.all === true) callback(null, [...addresses])
      else callback(null, first.address, first.family)
    })
  }
}

/** Keeps connections for a moment: a destination that takes events one by one would otherwise need a handshake for each. */
function createAgents(): (protocol: string) => Agent {
  const agents = new Map<string, Agent>()
  return (protocol) => {
    const agent = agents.get(protocol) ?? new (moduleOf(protocol).Agent)({ keepAlive: true, timeout: IDLE_CONNECTION_MS })
    agents.set(protocol, agent)
    return agent
  }
}

/** Asked for at run time: an import of names from node:http would load node's whole fetch. */
function moduleOf(protocol: string): typeof import('node:http') | typeof import('node:https') {
  return process.getBuiltinModule(protocol === 'https:' ? 'node:https' : 'node:http')
}

interface Way {
  readonly timeoutMs: number
  readonly lookup: LookupFunction
  /** False: a connection of its own. */
  readonly agent: Agent | false
}

async function post(url: URL, { headers, body, signal }: OutgoingRequest, { timeoutMs, lookup, agent }: Way): Promise<Answer> {
  const deadline = AbortSignal.timeout(timeoutMs)
  const options: RequestOptions = {
    method: 'POST',
    lookup,
    maxHeaderSize: MAX_HEADER_BYTES,
    signal: signal === undefined ? deadline : AbortSignal.any([deadline, signal]),
    // Firewalls refuse requests that do not say what program sends them; Plausible asks for it, too.
    headers: { 'accept-encoding': 'identity', 'user-agent': 'parel-telemetry-server', ...headers, 'content-length': String(Buffer.byteLength(body)) },
  }
  const attempt = (way: Agent | false) => exchange(moduleOf(url.protocol).request(url, { ...options, agent: way }), { body, deadline })
  // A destination may close a connection that rests at the very moment it is used again.
  return (await attempt(agent)) ?? (await attempt(false)) ?? { failure: 'connection' }
}

/** Sends a body and reads the answer; null when a connection that had served before was closed without one. */
function exchange(request: ClientRequest, { body, deadline }: { readonly body: string | Uint8Array; readonly deadline: AbortSignal }): Promise<Answer | null> {
  return new Promise((resolve) => {
    let isConnected = false
    let isAnswered = false
    const fail = (error: Error) => {
      if (error instanceof PrivateAddressError) return resolve({ failure: 'private_address' })
      if (deadline.aborted) return resolve({ failure: isConnected ? 'timeout' : 'unreachable' })
      if (error.name === 'AbortError') return resolve({ failure: 'cut' })
      resolve(request.reusedSocket && !isAnswered ? null : { failure: 'connection' })
    }
    request.once('socket', (socket) => {
      isConnected = !socket.connecting
      if (!isConnected) socket.once(request.protocol === 'https:' ? 'secureConnect' : 'connect', () => (isConnected = true))
    })
    request.once('response', (response) => {
      isAnswered = true
      readAnswer(response, resolve, fail)
    })
    request.on('error', fail)
    // A destination that changes to another protocol is hung up on by Node without a response and without an error; then not even the deadline is told.
    request.once('close', () => isAnswered || fail(new Error('closed')))
    request.end(body)
  })
}

function readAnswer(response: IncomingMessage, settle: (answer: Answer) => void, fail: (error: Error) => void): void {
  const chunks: Buffer[] = []
  let size = 0
  const finish = () => {
    const header = (name: string) => response.headers[name]?.toString() ?? null
    settle({ status: response.statusCode ?? 0, header, body: Buffer.concat(chunks).toString('utf8', 0, MAX_ANSWER_BYTES) })
  }
  response.on('data', (chunk: Buffer) => {
    chunks.push(chunk)
    size += chunk.byteLength
    if (size <= MAX_ANSWER_BYTES) return
    finish()
    response.destroy()
  })
  response.once('error', fail)
  response.once('aborted', () => fail(new Error('aborted')))
  response.once('end', finish)
}
