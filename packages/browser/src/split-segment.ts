import { gunzip } from './gzip'
import { createSegment, type Segment } from './segments'

/** Cuts a segment into two halves; a single event cannot be cut and gives none. */
export async function splitSegment(segment: Segment): Promise<Segment[]> {
  const half = segment.count >> 1
  if (!half) return []
  const { ev, ...header } = JSON.parse(await readText(segment)) as { stream: string; s0: number; ev: unknown[] }
  return [0, half].map((start) => {
    const rows = ev.slice(start, start ? undefined : half)
    const first = header.s0 + start
    return createSegment(`${header.stream}:${first}`, JSON.stringify({ ...header, s0: first, ev: rows }), { ...segment, count: rows.length })
  })
}

/** The body as text. */
export async function readText({ body }: Segment): Promise<string> {
  return typeof body === 'string' ? body : gunzip(body)
}
