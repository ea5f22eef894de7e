/** The one spelling of a zone, which may have several names; null for what this runtime does not know. */
export function canonicalZone(timeZone: string): string | null {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone
  } catch {
    // It says only that the zone is unknown, which the answer says.
    return null
  }
}

/** True for two names of one zone, such as `Asia/Calcutta`, as Node spells it, and `Asia/Kolkata`. */
export function isSameZone(left: string, right: string): boolean {
  const spelled = canonicalZone(left)
  return spelled !== null && (spelled === canonicalZone(right) || isSameInTemporal(left, right))
}

interface ZonedTime {
  equals(other: ZonedTime): boolean
}

interface TemporalHost {
  readonly Temporal?: { readonly Instant: { fromEpochMilliseconds(time: number): { toZonedDateTimeISO(timeZone: string): ZonedTime } } }
}

// Bun spells each name of a zone as it was given: there, only Temporal knows which are one. Node 24 spells them alike, and has no Temporal.
function isSameInTemporal(left: string, right: string): boolean {
  const start = (globalThis as TemporalHost).Temporal?.Instant.fromEpochMilliseconds(0)
  try {
    return start?.toZonedDateTimeISO(left).equals(start.toZonedDateTimeISO(right)) === true
  } catch {
    // Temporal knows one of them less than Intl does.
    return false
  }
}
