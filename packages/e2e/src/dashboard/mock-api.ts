import type { Report } from '@parel/telemetry-core'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { claimPort } from '../claim-port.ts'
import { dashboardDirectory, STRICT_POLICY } from './strict-policy.ts'
import { mockHealth, mockLiveEvent, MOCK_PRIVACY } from './mock-inventory.ts'
import { emptyReport, richReport, type MockQuestion } from './mock-report.ts'

/** How the invented server behaves. Change it between two loads. */
export interface MockBehaviour {
  data: 'rich' | 'empty' | 'quiet' | 'error' | 'never'
  role: 'admin' | 'share' | null
  login: 'token' | 'host' | 'open'
  /** Last look at a report before it is sent. */
  change: (report: Report) => Report
  liveEvents: number
  /** Another status than 200 is what a proxy answers for a server that is away. */
  liveStatus: number
}

/** The page, and an API that responds as configured. */
export interface MockServer {
  readonly behaviour: MockBehaviour
  readonly address: string
  /** Every report query so far. */
  readonly queries: string[]
  /** Ends the live views, as a restarted server does. */
  endLive(): void
  close(): void
}

const initial: MockBehaviour = { data: 'rich', role: 'admin', login: 'token', change: (report) => report, liveEvents: 12, liveStatus: 200 }
const types: Record<string, string> = { html: 'text/html; charset=utf-8', js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8' }

/**
 * Serves the built page at `basePath` with the strict policy, and an invented API beside it.
 *
 * @param basePath - Where the page is mounted, e.g. `/admin/telemetry` or an empty text for the root.
 */
export async function startMockServer(basePath = '/admin/telemetry'): Promise<MockServer> {
  const behaviour = { ...initial }
  const queries: string[] = []
  const streams = new Set<ServerResponse>()
  const files = readBuiltFiles()
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://mock.invalid')
    if (url.pathname.startsWith('/api/telemetry')) answerApi(url, request, response, { behaviour, queries, streams })
    else answerPage(url.pathname, response, { basePath, files })
  })
  const port = await claimPort()
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${port}${basePath}`
  return { behaviour, address, queries, endLive: () => streams.forEach((stream) => stream.end()), close: () => void (server.closeAllConnections(), server.close()) }
}

// Read once: a build that runs meanwhile must not take the page away from a test.
function readBuiltFiles(): ReadonlyMap<string, string> {
  const assets = readdirSync(new URL('assets/', dashboardDirectory)).map((name) => `assets/${name}`)
  return new Map(['index.html', ...assets].map((name) => [name, readFileSync(new URL(name, dashboardDirectory), 'utf8')]))
}

interface PageParts {
  readonly basePath: string
  readonly files: ReadonlyMap<string, string>
}

function answerPage(path: string, response: ServerResponse, { basePath, files }: PageParts): void {
  const inside = path.slice(basePath.length)
  const name = inside.startsWith('/assets/') ? inside.slice(1) : 'index.html'
  const text = files.get(name)
  if (!path.startsWith(basePath) || text === undefined) return void response.writeHead(404).end()
  const shown = text.replaceAll('__PAREL_BASE__', basePath).replaceAll('__PAREL_API__', '/api/telemetry').replaceAll('__PAREL_NOSCRIPT__', 'Totals')
  response.writeHead(200, { 'content-type': types[name.split('.').at(-1) ?? ''] ?? 'text/plain', 'content-security-policy': STRICT_POLICY }).end(shown)
}

interface Answering {
  readonly behaviour: MockBehaviour
  readonly queries: string[]
  /** Live views that are open, or were. */
  readonly streams: Set<ServerResponse>
}

function answerApi(url: URL, request: IncomingMessage, response: ServerResponse, { behaviour, queries, streams }: Answering): void {
  const path = url.pathname.slice('/api/telemetry'.length)
  const send = (status: number, body: unknown) => void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  const refuse = (status: number, code: string, message: string) => send(status, { success: false, error: { code, message } })
  if (path === '/session') return answerSession(request, behaviour, send)
  if (path === '/privacy') return send(200, MOCK_PRIVACY)
  if (!behaviour.role) return refuse(401, 'unauthorized', 'Sign in first.')
  if (path === '/live') return answerLive(response, behaviour, streams)
  if (path === '/data-health') return send(200, mockHealth(behaviour.data === 'empty'))
  if (path === '/shares') return send(200, request.method === 'POST' ? { id: 's2', url: '/admin/telemetry#share=abc', expiresAt: '2025-11-12T00:00:00Z' } : shares)
  if (path === '/test-event') return send(200, { success: true })
  if (path !== '') return send(200, {})
  queries.push(url.search)
  if (behaviour.data === 'error') return refuse(503, 'store_busy', 'The store cannot answer now.')
  if (behaviour.data === 'never') return undefined
  const question = readQuestion(url.searchParams)
  return send(200, behaviour.change(behaviour.data === 'rich' ? richReport(question) : emptyReport(question)))
}

const shares = { shares: [{ id: 's1', label: 'Design team', createdAt: '2025-10-01T00:00:00Z', expiresAt: '2025-10-31T00:00:00Z' }] }

function answerSession(request: IncomingMessage, behaviour: MockBehaviour, send: (status: number, body: unknown) => void): void {
  if (request.method === 'GET') return send(200, { role: behaviour.role, login: behaviour.login })
  if (request.method === 'DELETE') behaviour.role = null
  if (request.method === 'POST') behaviour.role = 'admin'
  return send(200, { success: true })
}

function answerLive(response: ServerResponse, { liveEvents, liveStatus }: MockBehaviour, streams: Set<ServerResponse>): void {
  if (liveStatus !== 200) return void response.writeHead(liveStatus, { 'content-type': 'text/html' }).end('<h1>Bad Gateway</h1>')
  streams.add(response)
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  response.write(': open\n\n')
  for (let index = 0; index < liveEvents; index++) response.write(`event: event\nid: ${index}\ndata: ${JSON.stringify(mockLiveEvent(index))}\n\n`)
}

function readQuestion(query: URLSearchParams): MockQuestion {
  const [from, to] = [query.get('from'), query.get('to')]
  const days = from && to ? Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1 : Number(query.get('days') ?? 7)
  const filters = new Map(['page', 'endpoint', 'action', 'error'].flatMap((name) => (query.has(name) ? [[name, query.get(name) ?? ''] as const] : [])))
  return { days, compare: query.get('compare') === 'previous', filters }
}
