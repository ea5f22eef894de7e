import { readFileSync } from 'node:fs'

/** What to record. */
export interface DayOfEvents {
  /** Number of the first batch; batches of the same number are the same. */
  readonly first: number
  readonly batches: number
  readonly batchEvents: number
  readonly contexts: number
}

// Names that an app has: what looks like an identifier would count as one.
const areas = ['orders', 'invoices', 'customers', 'products', 'reports', 'projects', 'tickets', 'payments', 'messages', 'calendar']
const views = ['list', 'edit', 'detail', 'summary', 'history', 'settings', 'export', 'search', 'preview', 'notes']
const addresses = 200
const connections = 8

/** Records batches of page views and API calls over several connections, as from behind a proxy; each batch is one session. Every batch must be accepted. */
export async function recordDay(url: string, { first, batches, batchEvents, contexts }: DayOfEvents): Promise<void> {
  let next = first
  const send = async () => {
    for (let batch = next++; batch < first + batches; batch = next++) {
      const headers = { 'content-type': 'text/plain', 'x-forwarded-for': `198.51.100.${batch % addresses}` }
      const answer = await fetch(`${url}/api/telemetry?v=1`, { method: 'POST', headers, body: bodyOf(batch, { batchEvents, contexts }) })
      if (answer.status !== 200) throw new Error(`A batch was answered with ${answer.status}: ${await answer.text()}`)
      await answer.body?.cancel()
    }
  }
  await Promise.all(Array.from({ length: connections }, send))
}

function bodyOf(batch: number, { batchEvents, contexts }: Pick<DayOfEvents, 'batchEvents' | 'contexts'>): string {
  const rows = Array.from({ length: batchEvents }, (_, index) => {
    const place = ((batch * batchEvents + index) * 7919) % contexts
    const route = `/${areas[place % areas.length]}/${views[Math.floor(place / areas.length) % views.length]}`
    return index % 4 === 0 ? [3, index, `/api${route}`, null, 20 + ((place * 31 + batch) % 900), { statusCode: 200 }] : [0, index, route]
  })
  const session = `${batch.toString(16).padStart(8, '0')}-d9cb-469f-a165-70867728950e`
  return JSON.stringify({ v: 1, stream: `s${batch.toString(36).padStart(19, '0')}`, s0: 0, sid: session, pf: 'web', t0: Date.now() - 60_000, ev: rows })
}

/** Largest resident memory that a process ever had, bytes. Linux only. */
export function readPeakBytes(pid: number): number {
  return Number(/VmHWM:\s{0,20}(\d{1,12})/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024
}
