import type { ReportSummary } from '@parel/telemetry-core'
import { escapeHtml } from '../http/escape-html'
import type { Reply } from '../http/exchange'
import { HttpError } from '../http/http-error'
import { isKnown } from '../http/is-known'
import { buildReport } from '../reports/build-report'
import { parseReportQuery } from '../reports/parse-report-query'
import { readReportInput } from './read-report'
import type { Exchange } from './route'

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ')

const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-cache, private',
  'content-security-policy': contentSecurityPolicy,
  'x-frame-options': 'DENY',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  vary: 'Authorization, Cookie',
}

/** Delivers the dashboard's page with the addresses that hold here. Without scripts it shows the totals to who may see them. */
export async function getDashboard(exchange: Exchange): Promise<Reply> {
  const { parts, prefix, request } = exchange
  const page = await parts.files.page()
  if (page === null) throw new HttpError(404, 'dashboard_missing', 'The dashboard was not built. Run the build of the server package.')
  const { role } = await parts.gate.identify(request)
  const table = role === null ? signedOut : await totals(exchange).catch(() => storeAway)
  // Functions, because a place named "$&" must not be read as a pattern.
  const html = page
    .replaceAll('__PAREL_BASE__', () => escapeHtml(prefix + parts.options.dashboardPath))
    .replaceAll('__PAREL_API__', () => escapeHtml(prefix + parts.options.apiPath))
    // Spares the page the question who is there, and with it a round trip before the first number.
    .replaceAll('__PAREL_ROLE__', role ?? 'none')
    .replaceAll('__PAREL_LOGIN__', parts.gate.loginKind(request))
    .replaceAll('__PAREL_NOSCRIPT__', () => table)
  const etag = `"${parts.secrets.digest(html).slice(0, 22)}"`
  const headers = { ...pageHeaders, etag }
  return isKnown(request, etag) ? { status: 304, headers, body: null } : { status: 200, headers, body: html }
}

const rows: readonly (readonly [label: string, key: keyof ReportSummary, format: (value: number) => string])[] = [
  ['Page views', 'pageViews', String],
  ['Actions', 'actions', String],
  ['Errors', 'errors', String],
  ['API calls', 'apiCalls', String],
  ['Sessions', 'sessions', String],
  ['Average session', 'avgSessionLength', formatLength],
  ['Average API latency', 'avgApiLatency', (value) => `${value} ms`],
  ['Error rate', 'errorRate', (value) => `${value} %`],
]

const signedOut = '<p>The dashboard needs JavaScript. Signed in, this page shows the totals of the last 7 days without it.</p>'

// The page itself asks again, shows why, and loads the numbers when they are back. The log has the reason of its request.
const storeAway = '<p>The totals cannot be read at the moment.</p>'

async function totals({ parts }: Exchange): Promise<string> {
  const { query, data, setting } = await readReportInput(parts, (clock) => parseReportQuery(new URLSearchParams('days=7&type=session_start'), clock))
  const { summary } = buildReport(query, data, setting)
  const cells = rows.map(([label, key, format]) => `<tr><th scope="row">${label}</th><td>${formatTotal(summary[key], format)}</td></tr>`)
  return `<table><caption>The last 7 days</caption><tbody>${cells.join('')}</tbody></table>`
}

function formatTotal(value: number | null, format: (value: number) => string): string {
  return value === null ? '–' : escapeHtml(format(value))
}

/** 423000 is `7m 3s`. */
function formatLength(ms: number): string {
  const seconds = Math.round(ms / 1000)
  return seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m ${seconds % 60}s`
}
