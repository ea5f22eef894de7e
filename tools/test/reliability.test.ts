import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')
const page = readFileSync(join(ROOT, 'docs/reliability.md'), 'utf8')
const rows = page.split('\n').filter((line) => /^\| [TRCLD]\d\d[a-z]? \|/.test(line))

/** The tests that a row names: a path, and the words of the title behind it. */
function testsOf(row: string): readonly { readonly path: string; readonly title: string | null }[] {
  return [...row.matchAll(/`((?:packages|tools)\/[^`]{1,200}\.ts)`(?: “([^”]{1,200})”)?/g)].map(([, path = '', title = null]) => ({ path, title }))
}

it('names each row once', () => {
  const ids = rows.map((row) => row.split(' ', 2)[1])
  expect(ids.length).toBeGreaterThan(176)
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
})

it('shows each row by a test, or names the decision against it', () => {
  expect(rows.filter((row) => testsOf(row).length === 0 && !row.includes('](decisions/'))).toEqual([])
})

it('names only tests that exist, by words of their titles', () => {
  const missing = rows.flatMap(testsOf).filter(({ path, title }) => {
    const file = join(ROOT, path)
    return !existsSync(file) || (title !== null && !readFileSync(file, 'utf8').includes(title))
  })
  expect(missing).toEqual([])
})
