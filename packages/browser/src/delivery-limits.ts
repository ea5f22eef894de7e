// Every limit of delivery, with its unit and its reason.

export const MAX_FLIGHTS = 2
/** Chromium allows 65,536 bytes in flight for the whole page; other scripts need some too. */
export const MAX_KEEPALIVE_BYTES = 61_440
// The browser's byte quota is reached first, unless thousands of events wait in small segments.
export const MAX_EXIT_REQUESTS = 32
export const MAX_EVENTS = 20_000
export const MAX_BYTES = 1_048_576
export const HOUR_MS = 3_600_000
export const MAX_AGE_MS = 86_400_000
export const MAX_TRIES = 20
export const MAX_DELAY_MS = 60_000
export const LEASE_MS = 30_000
/** Browsers report the return of the network, but not always. */
export const OFFLINE_PROBE_MS = 60_000
/** Failures this fast, before any success, come from a content blocker in the browser, or from a server that is restarting. */
export const INSTANT_MS = 100
export const MAX_STRIKES = 3
export const STRIKE_REST_MS = 20_000
export const BLOCKED_MS = 600_000
export const MAX_BLOCKED_EVENTS = 100
/** Without `fetchLater` nothing protects the tail against a crash. */
export const UNCOVERED_INTERVAL_MS = 2000
export const COVER_DELAY_MS = 100
/** Between two copies of the same tail, because each takes half a millisecond of main-thread time. */
export const COVER_INTERVAL_MS = 1000
export const ADOPT_INTERVAL_MS = 30_000
export const FIRST_ADOPT_MS = 1000
// The event that exceeds it still belongs to the segment. In a language of three bytes per character, and with the largest event (10,900 bytes), the body stays below the 60 KiB of one request.
export const MAX_TAIL_CHARS = 17_000
/** Compression gains nothing for shorter bodies. */
export const MIN_GZIP_CHARS = 1024
/** Smaller batches would only mean more requests. */
export const MIN_EVENTS = 25
export const OPEN_TIMEOUT_MS = 1000
export const MAX_ROWS = 100
/** Of the outbox, in bytes. */
export const MAX_STORED_BYTES = 524_288
