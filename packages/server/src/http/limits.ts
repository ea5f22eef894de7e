import { MAX_BATCH_EVENTS } from '@parel/telemetry-core'

/** Every maximum of the server. Each counts by itself. */
export interface ServerLimits {
  /**
   * Bytes of one request body as it comes over the wire.
   *
   * @default 65536
   */
  readonly bodyBytes: number
  /**
   * Bytes of one body after gzip; inflating stops there.
   *
   * @default 1048576
   */
  readonly inflatedBytes: number
  /**
   * Milliseconds that one body may take to arrive.
   *
   * @default 10000
   */
  readonly bodyTimeoutMs: number
  /**
   * Levels of a JSON body.
   *
   * @default 8
   */
  readonly jsonDepth: number
  /**
   * Values of a JSON body, over all levels.
   *
   * @default 50000
   */
  readonly jsonValues: number
  /**
   * Events of one request.
   *
   * @default 1000
   */
  readonly batchEvents: number
  /**
   * Stored events of one session in one day, counted by each process; later ones are dropped as `session_cap`.
   *
   * @default 10000
   */
  readonly sessionEvents: number
  /**
   * Open live views of one process.
   *
   * @default 20
   */
  readonly liveViews: number
}

/** The limits that hold when an option says nothing else. */
export const defaultLimits: ServerLimits = {
  bodyBytes: 64 * 1024,
  inflatedBytes: 1024 * 1024,
  bodyTimeoutMs: 10_000,
  // A batch nests three levels and metadata four more.
  jsonDepth: 8,
  // 1,000 events of 6 fields and 20 metadata keys with a value each.
  jsonValues: 50_000,
  batchEvents: MAX_BATCH_EVENTS,
  sessionEvents: 10_000,
  liveViews: 20,
}
