import type { Telemetry } from '../telemetry-interface'
import type { TelemetryEvent } from '@parel/telemetry-core'
import type { Page } from '../page'

/** What a capture can access of its client. */
export interface CaptureHost {
  readonly telemetry: Telemetry
  readonly page: Page
  /** Prefix of every request to the client's own collector, absolute, up to and including `?` or `&`: never record such a call. */
  readonly endpoint: string
  /** Whether events from before the capture started may be recorded; false once the visitor has refused on this page. */
  readonly mayLookBack: boolean
  /** How long this document has been visible, in milliseconds. */
  visibleMs(): number
  /** Calls `listener` for its last events whenever the page is hidden or left, and when the client shuts down. */
  onSnapshot(listener: () => void): void
  /** Drops events while `isExcluded` returns true, except those that name their page. */
  exclude(isExcluded: () => boolean): void
  /** Calls `listener` with every event as it is sent, after cleaning; returns a function that unsubscribes. */
  onEvent(listener: (event: TelemetryEvent) => void): () => void
  /** Calls `listener` whenever the page is shown again, with `true` when it is restored from the back/forward cache. */
  onShow(listener: (isRestored?: boolean) => void): void
}

/** Records something automatically. It starts when recording starts; the function it returns removes every trace of it. */
export type Capture = (host: CaptureHost) => () => void
