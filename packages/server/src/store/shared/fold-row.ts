/** One raw event with its names as numbers, exactly as the engine hands it over. 0 means none. */
export type FoldRow = [
  /** See {@link packHead}. */
  head: number,
  page: number,
  action: number,
  duration: number | null,
  session: number,
  at: number,
  sequence: number,
]

const typeBits = 64
const statusPlace = 128
const kindPlace = 131_072

/** Four small numbers as one: each value of a row that the engine hands over takes as long as adding it up. */
export function packHead(type: number, platform: number, status: number | null, kind: number): number {
  return type + platform * typeBits + (status === null ? 0 : status + 1) * statusPlace + kind * kindPlace
}

/** The same as {@link packHead}, of the columns of a raw event. */
export const SQL_HEAD = `type + platform * ${typeBits} + ifnull(status + 1, 0) * ${statusPlace} + kind * ${kindPlace}`

export const typeOf = (row: FoldRow): number => row[0] & (typeBits - 1)
/** 0 or 1, as stored. */
export const platformOf = (row: FoldRow): number => (row[0] >>> 6) & 1
/** One more than the status; 0 when there is none. */
export const nextStatusOf = (row: FoldRow): number => (row[0] >>> 7) & 1023
/** 0 when there is none. */
export const kindOf = (row: FoldRow): number => Math.floor(row[0] / kindPlace)
