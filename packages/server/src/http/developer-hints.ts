import { isNumbered } from '../cleaning/is-numbered'
import type { TelemetryLogger } from '../logger'
import type { IgnoredField } from './ignored-fields'
import { showOrigin } from './show-origin'

/** Tells the developer of what an app sends and should not: each once, so that a log does not fill, and nothing of what came but the origin of a page. */
export interface DeveloperHints {
  /** A field was left out because of its form. */
  ignored(field: IgnoredField): void
  /** Sees the session of an event that is new here. */
  session(id: string | null): void
  /** Requests through a proxy were refused, because all of them count as one source. */
  oneSource(): void
  /** A request for the dashboard was refused although it came from this machine, where the dashboard is open. */
  passedOn(): void
  /** Events or a preflight were refused because of this origin; null: the request named none. */
  refusedOrigin(origin: string | null): void
  /** Details of the daily numbers of these days, `YYYY-MM-DD`, cannot be read. */
  damaged(days: readonly string[]): void
}

/** What each field has to be. */
const forms: Readonly<Record<IgnoredField, string>> = {
  page: 'a text, such as "/dashboard"',
  action: 'a text, such as "export_csv"',
  duration: 'a number of milliseconds from 0 to 86400000, a day, such as 98; none for CLS, whose value goes into metadata',
  metadata: 'an object, such as {"plan":"team"}',
  sessionId: 'a random text of at most 64 letters, digits, - and _, not a number, nor one with dashes, nor an access key',
  platform: '"web" or "mobile"',
  id: 'a text such as "s1a2b3-7": letters and digits, not digits alone nor an access key, a dash and a number',
  createdAt: 'milliseconds since 1970, or a time such as "2025-10-13T16:00:00Z"',
}

// A page shows the refusal to its developer; whoever runs the server sees it here. Anybody can send any number of origins.
const mostOrigins = 20

/** Creates the hints of one server. */
export function createDeveloperHints(logger: TelemetryLogger): DeveloperHints {
  const told = new Set<IgnoredField>()
  const toldDays = new Set<string>()
  const toldOrigins = new Set<string>()
  let isNumberedTold = false
  let isSourceTold = false
  let isPassedOnTold = false
  return {
    ignored(field) {
      if (told.has(field)) return
      told.add(field)
      logger.warn('a field of an event is invalid and is left out; this is logged once', { field, give: forms[field] })
    },
    session(id) {
      if (isNumberedTold || id === null || !isNumbered(id)) return
      isNumberedTold = true
      logger.warn('a session id is a word and a number, which identifies somebody if it is an account: it is stored unchanged; this is logged once', { give: 'a random id, such as that of crypto.randomUUID()' })
    },
    refusedOrigin(refused) {
      const origin = showOrigin(refused)
      if (toldOrigins.has(origin) || toldOrigins.size >= mostOrigins) return
      toldOrigins.add(origin)
      logger.warn('a page was refused with 403, because its origin is not listed; this is logged once for each origin', { origin, give: 'allowedOrigins (TELEMETRY_ALLOWED_ORIGINS) with it, if the page is yours' })
    },
    damaged(days) {
      const untold = days.filter((day) => !toldDays.has(day))
      if (untold.length === 0) return
      for (const day of untold) toldDays.add(day)
      logger.error('details of daily numbers are damaged in the database, and missing in reports; this is logged once for each day', { days: untold.join(' '), give: 'parel-telemetry aggregate --all for days that still have raw events; else restore a backup' })
    },
    oneSource() {
      if (isSourceTold) return
      isSourceTold = true
      logger.warn('requests through a proxy are refused with 429, because all of its visitors count as one; this is logged once', { give: 'TELEMETRY_TRUSTED_PROXIES=1 or trustedProxies, how many proxies stand in front, and let them set X-Forwarded-For' })
    },
    passedOn() {
      if (isPassedOnTold) return
      isPassedOnTold = true
      logger.warn('a request for the dashboard was refused with 401: it came from this machine, but looks like one that a proxy passed on; this is logged once', { give: "adminToken (TELEMETRY_ADMIN_TOKEN) or authorize; a program such as curl needs -H 'Connection: keep-alive'" })
    },
  }
}
