// Every limit of the wire format and of one event, with its unit and its reason.

/** Characters of an address that are read; the rest is cut off first, so that no input is slow. */
export const MAX_ADDRESS_LENGTH = 2048
/** Segments of a route. Deeper ones are of no use in a report. */
export const MAX_ROUTE_SEGMENTS = 24
/** Characters of one route segment; longer ones are identifiers. */
export const MAX_SEGMENT_LENGTH = 60
/** Characters of an action, an error kind or a declared name. */
export const MAX_NAME_LENGTH = 120
/** Characters of a metadata key. */
export const MAX_KEY_LENGTH = 40
/** Keys of one metadata object. */
export const MAX_METADATA_KEYS = 20
/** Values of a metadata object, over all levels. */
export const MAX_METADATA_VALUES = 100
/** Characters of all keys and texts of a metadata object: this keeps an event below {@link MAX_EVENT_BYTES} in any script. */
export const MAX_METADATA_CHARS = 1600
/** Levels of a metadata object. */
export const MAX_METADATA_DEPTH = 4
/** Characters of one metadata string. */
export const MAX_STRING_LENGTH = 200
/** Milliseconds. A longer duration, such as the time since 1970 for a start that was never set, counts as unknown. */
export const MAX_DURATION_MS = 86_400_000
/** Bytes of one event on the wire. A single event must never block a batch. */
export const MAX_EVENT_BYTES = 8 * 1024
/** Events of one batch. */
export const MAX_BATCH_EVENTS = 1000
/** Bytes of one request body. Below the 64 KiB that browsers allow for all pending keep-alive requests together. */
export const MAX_PAYLOAD_BYTES = 60 * 1024
/** Milliseconds: how old an event may be when it arrives (a phone that was offline for days). */
export const MAX_EVENT_AGE_MS = 7 * 86_400_000
/** Milliseconds: how far a client's clock may differ before its times are shifted, and how far in the future an event may be. */
export const MAX_CLOCK_SKEW_MS = 5 * 60_000
