/** The two halves of an event id. */
export interface EventIdParts {
  readonly stream: string
  readonly sequence: number
}

/** Splits `stream-seq`. An id of another form counts as a separate stream, so that any id counts once. */
export function splitEventId(id: string): EventIdParts {
  const dash = id.lastIndexOf('-')
  const digits = id.slice(dash + 1)
  // Only the plain spelling comes back as it was: no leading zero, nothing beyond what an integer holds.
  return dash > 0 && /^(?:0|[1-9]\d{0,14})$/.test(digits) ? { stream: id.slice(0, dash), sequence: Number(digits) } : { stream: id, sequence: -1 }
}
