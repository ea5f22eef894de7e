import type { EventType } from './event'
import type { ReportCount } from './report'

// What the server reports about itself: its data, its privacy, its latest events.

/** The response of `GET /api/telemetry/data-health`. */
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
    /** Events stored without a field of the wrong type, such as a duration that is text, counted by field. */
    readonly ignored: readonly ReportCount[]
    /** Losses counted by the clients themselves. */
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

/** The response of `GET /api/telemetry/privacy`: the inventory of what is kept. */
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
  /** Events that arrived with `Sec-GPC: 1` or `DNT: 1` and were dropped. Clients that honour these signals never send such events, so they are not counted here. */
  readonly optOuts: number
  readonly destinations: readonly { readonly name: string; readonly fields: readonly string[] }[]
}

/** One event of the live view: exactly what is stored. */
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
