import type { DatabaseSync } from 'node:sqlite'
import type { JudgingRules } from './is-clean-metadata'
import type { Findings } from './finding'
import { scanText } from './scan-file'
import { checkValue } from './scan-rows'

/**
 * Looks for shapes in every text of every table, each by itself: in the bytes of a row it touches its neighbours, and what has to begin or end with no letter and
 * no digit is not seen there. Tables that are not ours have no place here, so their texts are also judged by the rules of cleaning. May be interrupted after each text.
 *
 * @returns How many values were read.
 */
export function* scanTexts(db: DatabaseSync, findings: Findings, options: JudgingRules): Generator<void, number> {
  let read = 0
  for (const { table, column } of listTextColumns(db)) {
    const place = `${table}.${column}`
    const isOurs = table.startsWith('telemetry_')
    const from = `FROM ${quote(table)} WHERE typeof(${quote(column)}) = 'text'`
    for (const { value } of db.prepare(`SELECT DISTINCT ${quote(column)} AS value ${from}`).iterate()) {
      yield
      const text = String(value)
      read++
      scanText(text, { place, findings, from: 0, end: text.length })
      if (!isOurs) checkValue(text, options, (type, found) => findings.add(type, place, found))
    }
  }
  return read
}

/** Where a text may be: in a table that is not strict, in every column. */
function listTextColumns(db: DatabaseSync): readonly { readonly table: string; readonly column: string }[] {
  const columns = db.prepare(`
    SELECT t.name AS "table", c.name AS "column" FROM pragma_table_list AS t, pragma_table_xinfo(t.name) AS c
    WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND (NOT t.strict OR c.type IN ('TEXT', 'ANY'))`)
  return columns.all().map(({ table, column }) => ({ table: String(table), column: String(column) }))
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
