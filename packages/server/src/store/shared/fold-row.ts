/** What a fold needs of one event, with names as numbers: 0 means none. */
export interface FoldRow {
  /** By place in the list of event types. */
  type: number
  /** 0 or 1, as stored. */
  platform: number
  page: number
  action: number
  duration: number | null
  /** Of a call its status; of a web vital that is no time its value, in thousandths. */
  status: number | null
  kind: number
  session: number
  at: number
  sequence: number
}

/** A row with nothing in it. */
export function createFoldRow(): FoldRow {
  return { type: 0, platform: 0, page: 0, action: 0, duration: null, status: null, kind: 0, session: 0, at: 0, sequence: 0 }
}
