/** One cell. Null is an empty one. */
export type CsvCell = string | number | null

/** A table with its column names. */
export interface CsvTable {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly CsvCell[])[]
}

/** Writes a table as RFC 4180 text that no spreadsheet takes for a formula. */
export function encodeCsv({ columns, rows }: CsvTable): string {
  return [columns, ...rows].map((row) => row.map(encodeCell).join(',')).join('\r\n') + '\r\n'
}

// Numbers stay numbers. A text that a spreadsheet would calculate gets an apostrophe in front, as OWASP advises, also behind a sign at which some split a cell.
function encodeCell(cell: CsvCell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const safe = cell.replace(/(^|[;\t\r\n])([\s"]{0,100}[=+\-@\t\r|%＝＋－＠])/g, "$1'$2")
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
