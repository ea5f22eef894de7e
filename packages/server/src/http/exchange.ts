// What the front door sees of a request, and what it answers. Plain values instead of Request and Response: the bridge between node:http and
// those two costs more than everything else that the server does (docs/decisions/http-without-request-objects.md).

/** A request as a host adapter hands it over. */
export interface IncomingRequest {
  readonly method: string
  /** Path as in the URL, still encoded, without the query. */
  readonly path: string
  /** The part after the question mark, or an empty string. */
  readonly query: string
  /** Value of a header by its lower-case name. */
  header(name: string): string | null
  /** Address of the peer. Used in memory only, never stored or logged. */
  readonly remoteAddress: string | null
  /** Whether the form of the request shows that a proxy sent it, whatever its headers say. False without such a sign, or if the host hides it. */
  isRelayed(): boolean
  /** Prefix under which the host mounted the listener, without a trailing slash. */
  readonly mountPath: string
  /** Reads the body up to a size and a time; refuses with 413 and 408 beyond them. */
  readBody(limits: { readonly maxBytes: number; readonly timeoutMs: number }): Promise<Uint8Array>
  /** The request as a web standard object, without its body: for the host's own `authorize`. */
  toRequest(): Request
}

/** Headers by name. */
export type ReplyHeaders = Readonly<Record<string, string>>

/** An answer, before a host adapter writes it. */
export interface Reply {
  readonly status: number
  readonly headers: ReplyHeaders
  readonly body: string | Uint8Array | ReadableStream<Uint8Array> | null
}
