import type { Telemetry } from '../telemetry-interface'
import type { TelemetryEvent } from '@parel/telemetry-core'
import type { Page } from '../page'

/** What a capture sees of the client it belongs to. */
export interface CaptureHost {
  readonly telemetry: Telemetry
  readonly page: Page
  /** What the address of every call to the own collector begins with, absolute, as far as the `?` or `&` behind it: never record such a call. */
  readonly endpoint: string
  /** Whether what happened before the capture starts may be recorded; not once the visitor has refused on this page. */
  readonly mayLookBack: boolean
  /** Milliseconds this document has been visible. */
  visibleMs(): number
  /** Is asked for its last events whenever the page hides or is left, and when the client shuts down. */
  onSnapshot(listener: () => void): void
  /** Leaves out what happens while this says yes, but for events that name their page. */
  exclude(isExcluded: () => boolean): void
  /** Hears every event as it is sent, after cleaning; returns the function that ends it. */
  onEvent(listener: (event: TelemetryEvent) => void): () => void
  /** Is told when the page comes back from the back/forward cache. */
  onRestore(listener: () => void): void
}

/** A part that records by itself. Starts when recording starts; the function it returns removes every trace of it. */
export type Capture = (host: CaptureHost) => () => void
