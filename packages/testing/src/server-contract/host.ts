/** The settings that the contract changes; a part of the server's own options. */
export interface ContractOptions {
  adminToken?: string
  allowedOrigins?: readonly string[]
  basePath?: string
  enabled?: boolean
  rateLimit?: { readonly requests: number; readonly perSeconds: number } | false
  limits?: { readonly bodyBytes?: number; readonly inflatedBytes?: number; readonly bodyTimeoutMs?: number; readonly liveViews?: number }
  now?: () => number
}

/** A running server behind some host: node:http, Express, Fastify, a plain fetch handler. */
export interface ServerHost {
  /** Asks below the API's address. */
  api(path: string, init?: RequestInit): Promise<Response>
  /** Asks below the dashboard's address. */
  dashboard(path: string, init?: RequestInit): Promise<Response>
  close(): Promise<void>
}

/** Starts a server with an empty store. */
export type StartHost = (options: ContractOptions) => Promise<ServerHost>

/** The admin token of the contract. */
export const adminToken = 'contract-0123456789-abcdefghijklmnop'

/** Headers of a request with the admin token. */
export const asAdmin = { authorization: `Bearer ${adminToken}` }

/** A JSON request. */
export function post(body: unknown, headers: Readonly<Record<string, string>> = {}): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: typeof body === 'string' ? body : JSON.stringify(body) }
}

/** Starts a server, uses it, ends it. */
export async function withHost(start: StartHost, options: ContractOptions, visit: (host: ServerHost) => Promise<void>): Promise<void> {
  const host = await start({ adminToken, ...options })
  try {
    await visit(host)
  } finally {
    await host.close()
  }
}

/** The code of a refusal. */
export async function codeOf(answer: Response): Promise<string> {
  const body = (await answer.json()) as { readonly error: { readonly code: string } }
  return body.error.code
}
