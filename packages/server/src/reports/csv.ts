/** A cell of a table. */
export type CsvCell = string | number | null

/**
 * Writes a table as CSV (RFC 4180). A text that a spreadsheet would run as a formula gets an apostrophe in front; numbers stay numbers.
 */
export function encodeCsv(rows: readonly (readonly CsvCell[])[]): string {
  return rows.map((row) => `${row.map(encodeCell).join(',')}\r\n`).join('')
}

function encodeCell(cell: CsvCell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  // A tab or a line break in front hides the sign from us, not from every spreadsheet.
  const safe = /^[\s]{0,9}[=+\-@]/.test(cell) || /^[\t\r\n]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
