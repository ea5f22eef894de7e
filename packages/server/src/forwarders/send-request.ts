import { lookup, type LookupAddress } from 'node:dns'
import type { IncomingMessage, RequestOptions } from 'node:http'
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
  | { readonly failure: 'timeout' | 'connection' | 'private_address' | 'bad_address' }

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

const resolveAll: Resolve = (hostname, callback) => lookup(hostname, { all: true }, callback)

/**
 * Creates the way out. A POST goes to a checked address and to nothing else: the name is resolved once, its address is checked and used for the
 * connection, redirects are answers like any other and are not followed, an answer is never unpacked, and at the deadline it is cut. Of its body
 * 64 KiB are read; what is more changes nothing about its status, and asking again would only send everything twice.
 */
export function createSendRequest({ allowPrivate, timeoutMs, resolve: resolveName = resolveAll }: SendRequestOptions): SendRequest {
  return (request) => {
    if (findAddressProblem(request.url, { allowPrivate }) !== null) return Promise.resolve({ failure: 'bad_address' })
    const url = new URL(request.url)
    const isLocal = isLoopbackHost(url.hostname)
    const isAllowed = (address: string) => (isLocal ? isLoopbackAddress(address) : allowPrivate || !isPrivateAddress(address))
    return post(url, request, { timeoutMs, lookup: pinnedLookup(resolveName, isAllowed) })
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

function post(url: URL, { headers, body, signal }: OutgoingRequest, { timeoutMs, lookup }: { readonly timeoutMs: number; readonly lookup: LookupFunction }): Promise<Answer> {
  const deadline = AbortSignal.timeout(timeoutMs)
  const options: RequestOptions = {
    method: 'POST',
    lookup,
    // No pool: a connection lives as long as one request, and so does the check of its address.
    agent: false,
    maxHeaderSize: MAX_HEADER_BYTES,
    signal: signal === undefined ? deadline : AbortSignal.any([deadline, signal]),
    // Firewalls refuse requests that do not say what program sends them; Plausible asks for it, too.
    headers: { 'accept-encoding': 'identity', 'user-agent': 'parel-telemetry-server', ...headers, 'content-length': String(Buffer.byteLength(body)) },
  }
  return new Promise((resolve) => {
    const fail = (error: Error) => resolve({ failure: error instanceof PrivateAddressError ? 'private_address' : deadline.aborted ? 'timeout' : 'connection' })
    // Asked for at run time: an import of names from node:http would load node's whole fetch.
    const { request: open } = process.getBuiltinModule(url.protocol === 'https:' ? 'node:https' : 'node:http')
    const request = open(url, options)
    let isAnswered = false
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
