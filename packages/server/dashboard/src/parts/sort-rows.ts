/** The order of a table. */
export interface Sort {
  readonly key: string
  readonly descending: boolean
}

interface Readable<Row> {
  readonly key: string
  readonly read: (row: Row) => string | number | null
}

/** Reads `-p95` or `p95`. */
export function parseSort(text: string): Sort {
  return text.startsWith('-') ? { key: text.slice(1), descending: true } : { key: text, descending: false }
}

/** The order after a click on a column: the largest first, then turned round. */
export function nextSort(sort: Sort, key: string): string {
  return sort.key === key && sort.descending ? key : `-${key}`
}

/** Sorts without touching the given rows. Missing values come last in both directions; equal ones keep the order of their names. */
export function sortRows<Row>(rows: readonly Row[], columns: readonly Readable<Row>[], sort: Sort, nameOf: (row: Row) => string): readonly Row[] {
  const column = columns.find(({ key }) => key === sort.key)
  if (!column) return rows
  const sign = sort.descending ? -1 : 1
  const withValue = rows.map((row) => ({ row, value: column.read(row), name: nameOf(row) }))
  const compared = withValue.toSorted((a, b) => {
    if (a.value === b.value) return a.name < b.name ? -1 : 1
    if (a.value === null) return 1
    if (b.value === null) return -1
    return sign * (a.value < b.value ? -1 : 1)
  })
  return compared.map(({ row }) => row)
}
