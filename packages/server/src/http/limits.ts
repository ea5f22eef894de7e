import { MAX_BATCH_EVENTS } from '@parel/telemetry-core'

/** All limits of the server. Each applies independently. */
export interface ServerLimits {
  /**
   * Maximum size of a request body as received, in bytes.
   *
   * @default 65536
   */
  readonly bodyBytes: number
  /**
   * Maximum size of a body after decompression, in bytes; decompression stops there.
   *
   * @default 1048576
   */
  readonly inflatedBytes: number
  /**
   * Maximum time for a body to arrive, in milliseconds.
   *
   * @default 10000
   */
  readonly bodyTimeoutMs: number
  /**
   * Maximum nesting depth of a JSON body; at most 1000.
   *
   * @default 8
   */
  readonly jsonDepth: number
  /**
   * Maximum number of values in a JSON body, over all levels.
   *
   * @default 50000
   */
  readonly jsonValues: number
  /**
   * Maximum number of events per request.
   *
   * @default 1000
   */
  readonly batchEvents: number
  /**
   * Maximum number of stored events per session, day and process; later ones are dropped as `session_cap`.
   *
   * @default 10000
   */
  readonly sessionEvents: number
  /**
   * Maximum number of open live views per process.
   *
   * @default 20
   */
  readonly liveViews: number
}

/** The default limits. */
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
