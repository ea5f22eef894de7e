import type { Report } from '@parel/telemetry-core'

/** What a server has counted, as plain names with numbers. */
export interface Counts {
  readonly pages: Readonly<Record<string, number>>
  readonly actions: Readonly<Record<string, number>>
  readonly endpoints: Readonly<Record<string, number>>
}

/** Asks a server for the pages, actions and endpoints of today. */
export async function readCounts(origin: string, token?: string): Promise<Counts> {
  const report = await readReport(origin, token)
  return {
    pages: Object.fromEntries((report.pages?.rows ?? []).map(({ page, views }) => [page, views])),
    actions: Object.fromEntries((report.actions ?? []).map(({ action, count }) => [action, count])),
    endpoints: Object.fromEntries((report.endpoints ?? []).map(({ endpoint, count }) => [endpoint, count])),
  }
}

/** Asks a server for its report of today, with pages, actions and endpoints. */
export async function readReport(origin: string, token?: string): Promise<Report> {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` }
  const response = await fetch(`${origin}/api/telemetry?days=2&include=pages,actions,endpoints`, { headers })
  if (!response.ok) throw new Error(`The report answered ${response.status}: ${await response.text()}`)
  return (await response.json()) as Report
}
