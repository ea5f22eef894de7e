import { writeFileSync } from 'node:fs'
import { basename } from 'node:path'

/** Writes a file of events as `export` would, so many of them, from the first of October 2025, one an hour unless another step is given. */
export function writeEventFile(path: string, count: number, stepMs = 3_600_000): void {
  const lines = Array.from({ length: count }, (_, index) =>
    JSON.stringify({ id: `${basename(path)}-${index}`, type: 'page_view', page: '/dashboard', action: null, duration: null, metadata: null, sessionId: null, platform: 'mobile', createdAt: new Date(Date.UTC(2025, 9, 1) + index * stepMs).toISOString() }),
  )
  writeFileSync(path, lines.map((line) => `${line}\n`).join(''))
}

/** The ids of exported events. */
export function idsOf(ndjson: string): readonly string[] {
  return ndjson.trim().split('\n').map((line) => (JSON.parse(line) as { readonly id: string }).id)
}
