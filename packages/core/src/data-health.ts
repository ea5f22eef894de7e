import type { EventType } from './event'
import type { ReportCount } from './report'

// What the server tells about itself: its data, its privacy, its latest events.

/** What `GET /api/telemetry/data-health` tells about the data. */
export interface DataHealth {
  readonly now: string
  readonly version: string
  readonly enabled: boolean
  readonly timeZone: string
  readonly retentionDays: number
  readonly lastEventAt: string | null
  readonly counts: {
    readonly received: number
    readonly stored: number
    readonly duplicates: number
    readonly dropped: readonly ReportCount[]
    /** Events of which a field was left out because of its form, such as a duration that is a text, by field. They are stored without it. */
    readonly ignored: readonly ReportCount[]
    /** Losses that clients counted themselves. */
    readonly clientLost: readonly ReportCount[]
    /** Events missing from the sequences of streams. */
    readonly gaps: number
  }
  readonly lastAggregationAt: string | null
  readonly unaggregatedDays: readonly string[]
  readonly rawEvents: number
  readonly oldestRawDay: string | null
  readonly databaseBytes: number | null
  readonly quotaBytes: number | null
  readonly forwarders: readonly ForwarderHealth[]
}

/** State of one destination. */
export interface ForwarderHealth {
  readonly name: string
  readonly state: 'ok' | 'waiting' | 'failing' | 'off'
  readonly sent: number
  readonly dropped: number
  readonly pending: number
  /** Age of the oldest event not yet sent, in milliseconds. */
  readonly lagMs: number | null
  readonly lastError: string | null
}

/** What `GET /api/telemetry/privacy` tells: the inventory of what is kept. */
export interface PrivacyInventory {
  /** The server's time, ISO 8601. */
  readonly now: string
  readonly fields: readonly { readonly name: string; readonly type: string; readonly keeps: string }[]
  readonly neverKept: readonly string[]
  /** How often each rule removed something, by rule. */
  readonly removed: readonly ReportCount[]
  readonly retentionDays: number
  /** When the oldest raw day will be deleted, `YYYY-MM-DD`. */
  readonly nextDeletion: string | null
  /** Events that came with `Sec-GPC: 1` or `DNT: 1`, and were dropped: those of a visitor whose client honours these never leave the browser. */
  readonly optOuts: number
  readonly destinations: readonly { readonly name: string; readonly fields: readonly string[] }[]
}

/** One event of the live view: exactly what is kept. */
export interface LiveEvent {
  readonly id: string
  readonly type: EventType
  readonly page: string | null
  readonly action: string | null
  readonly duration: number | null
  readonly metadata: unknown
  readonly sessionId: string | null
  readonly platform: string
  readonly createdAt: string
}
