// Every maximum of the wire and of one event, with its unit and its reason.

/** Characters of an address that are looked at; the rest is cut first, so that no input is slow. */
export const MAX_ADDRESS_LENGTH = 2048
/** Segments of a route. Deeper ones tell nothing that a report could show. */
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
/** Characters of all keys and texts of a metadata object: with them, an event stays below {@link MAX_EVENT_BYTES} in any script. */
export const MAX_METADATA_CHARS = 1600
/** Levels of a metadata object. */
export const MAX_METADATA_DEPTH = 4
/** Characters of one metadata string. */
export const MAX_STRING_LENGTH = 200
/** Milliseconds: no duration is longer than a day. One that is, such as the time since 1970 of a start that was never set, is not known. */
export const MAX_DURATION_MS = 86_400_000
/** Bytes of one event on the wire. One event must never block a batch. */
export const MAX_EVENT_BYTES = 8 * 1024
/** Events of one batch. */
export const MAX_BATCH_EVENTS = 1000
/** Bytes of one request body. Stays under the 64 KiB that browsers allow for all waiting keep-alive requests together. */
export const MAX_PAYLOAD_BYTES = 60 * 1024
/** Milliseconds: how old an event may be when it arrives (a phone that was offline for days). */
export const MAX_EVENT_AGE_MS = 7 * 86_400_000
/** Milliseconds: how far a clock may differ before its times are shifted, and how far ahead an event may lie. */
export const MAX_CLOCK_SKEW_MS = 5 * 60_000
