import { dateOfDay } from '@parel/telemetry-core'
import type { Reply } from '../http/exchange'
import { dynamicHeaders, jsonReply } from '../http/replies'
import { buildReport } from '../reports/build-report'
import { encodeCsv } from '../reports/csv'
import { InvalidQueryError } from '../reports/invalid-query-error'
import { panelSections, panelTable } from '../reports/panels'
import { parseReportQuery, type ReportQuery } from '../reports/parse-report-query'
import { readReportInput } from './read-report'
import type { Exchange } from './route'

/** Hands out one panel as CSV, or the whole report as JSON, as a file. */
export async function getExport({ request, parts }: Exchange): Promise<Reply> {
  await parts.gate.require(request, ['admin'])
  const query = new URLSearchParams(request.query)
  const format = readChoice('format', query.get('format') ?? 'json', ['csv', 'json'])
  const panel = readPanel(query.get('panel'), format)
  const input = await readReportInput(parts, (clock) => withSections(parseReportQuery(query, clock, { extra: ['format', 'panel'] }), panel))
  const report = buildReport(input.query, input.data, input.setting)
  parts.hints.damaged(report.damagedDays ?? [])
  const name = `telemetry${panel === null ? '' : `-${panel}`}-${dateOfDay(input.query.from)}-${dateOfDay(input.query.to)}.${format}`
  const disposition = { 'content-disposition': `attachment; filename="${name}"` }
  if (panel === null) return jsonReply(200, report, disposition)
  return { status: 200, headers: { ...dynamicHeaders, 'content-type': 'text/csv; charset=utf-8', ...disposition }, body: encodeCsv(panelTable(report, panel)) }
}

function readPanel(given: string | null, format: string): string | null {
  if (format === 'csv') return readChoice('panel', given ?? '', [...panelSections.keys()])
  if (given === null) return null
  throw new InvalidQueryError(`Parameter "panel" is ${JSON.stringify(given.slice(0, 60))}. Allowed: with format=csv only, JSON has all panels.`)
}

function readChoice(name: string, value: string, allowed: readonly string[]): string {
  if (allowed.includes(value)) return value
  throw new InvalidQueryError(`Parameter "${name}" is ${JSON.stringify(value.slice(0, 60))}. Allowed: ${allowed.join(', ')}.`)
}

function withSections(query: ReportQuery, panel: string | null): ReportQuery {
  const section = panel === null ? null : (panelSections.get(panel) ?? null)
  return section === null ? query : { ...query, include: new Set([...query.include, section]) }
}
