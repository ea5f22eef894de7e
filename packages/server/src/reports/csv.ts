/** A cell of a table. */
export type CsvCell = string | number | null

/**
 * Writes a table as CSV (RFC 4180). A text that a spreadsheet would run as a formula gets an apostrophe in front; numbers stay numbers.
 */
export function encodeCsv(rows: readonly (readonly CsvCell[])[]): string {
  return rows.map((row) => `${row.map(encodeCell).join(',')}\r\n`).join('')
}

// Also inside a text: where a comma is part of numbers, spreadsheets split at semicolons, and for them our quotes do not begin where a cell does. Some
// Asian ones take a wide sign for the narrow one.
const formulaStarts = /(^|[;\t\r\n])([\s"]{0,100}[=+\-@|%\uff1d\uff0b\uff0d\uff20])/g

function encodeCell(cell: CsvCell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const guarded = cell.replace(formulaStarts, "$1'$2")
  // A tab or a line break in front hides a sign from us, not from every spreadsheet.
  const safe = /^[\t\r\n]/.test(guarded) ? `'${guarded}` : guarded
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
