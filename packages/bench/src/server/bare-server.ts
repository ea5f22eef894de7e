import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { DatabaseSync } from 'node:sqlite'
import { serveBench } from './serve-bench.ts'

// The least that could be called a server: node:http, JSON.parse, a shape check, and a group commit of the same rows, durable before the answer.
// No cleaning, no limits, no accounting, no second thread. What the product is measured against.

interface Waiting {
  readonly rows: readonly Row[]
  readonly response: ServerResponse
}
type Row = readonly [id: string, type: number, page: string | null, action: string | null, duration: number | null, metadata: string | null, session: string | null, at: number]

const database = new DatabaseSync(process.argv[2] ?? 'bare.db')
database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
database.exec('CREATE TABLE raw (id TEXT PRIMARY KEY, type INTEGER, page TEXT, action TEXT, duration INTEGER, metadata TEXT, session TEXT, at INTEGER) WITHOUT ROWID')
const insert = database.prepare('INSERT OR IGNORE INTO raw VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
const types = ['page_view', 'action', 'error', 'api_call', 'session_start', 'session_end']
let waiting: Waiting[] = []
let sequence = 0

function commit(): void {
  const group = waiting
  waiting = []
  database.exec('BEGIN IMMEDIATE')
  for (const { rows } of group) for (const row of rows) insert.run(...row)
  database.exec('COMMIT')
  for (const { response } of group) {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end('{"success":true}')
  }
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    if (waiting.length === 0) setImmediate(commit)
    waiting.push({ rows: toRows(JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>), response })
  })
}

function toRows(body: Record<string, unknown>): readonly Row[] {
  const now = Date.now()
  if (!Array.isArray(body.ev)) {
    const type = types.indexOf(String(body.type))
    if (type < 0) throw new TypeError('type')
    return [[`${now.toString(36)}-${sequence++}`, type, text(body.page), text(body.action), number(body.duration), json(body.metadata), text(body.sessionId), now]]
  }
  return (body.ev as unknown[][]).map(([type, offset, page, action, duration, metadata], index) => {
    if (typeof type !== 'number' || typeof offset !== 'number') throw new TypeError('row')
    return [`${String(body.stream)}-${Number(body.s0) + index}`, type, text(page), text(action), number(duration), json(metadata), text(body.sid), Number(body.t0) + offset]
  })
}

const text = (value: unknown) => (typeof value === 'string' ? value : null)
const number = (value: unknown) => (typeof value === 'number' ? value : null)
const json = (value: unknown) => (value === undefined || value === null ? null : JSON.stringify(value))

serveBench(createServer(answer))
