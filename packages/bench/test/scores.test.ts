import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadCore } from '../score/load-core.ts'
import { createTables } from '../score/tables.ts'

const [page = '', files = ''] = ['anonymizer.md', 'anonymizer-files.md'].map((name) => readFileSync(join(import.meta.dirname, '../../../docs', name), 'utf8'))
const core = await loadCore()

// A row of a table that ends with what goes in and what comes out; options of a call stand behind what goes in.
const readRows = (text: string) => [...text.matchAll(/^\|.{1,400}\| `([^`]{1,200})`(?: with `([^`]{1,200})`)? \| `([^`]{1,200})` \|$/gm)].map(([, input = '', options = '{}', stated = '']) => ({ input, options, stated }))
const second = /^## The second look$[^]*?(?=^## )/m.exec(page)?.[0] ?? ''
const rows = readRows(page.replace(second, ''))
const isJson = ({ input }: (typeof rows)[number]) => input.startsWith('{')

describe('docs/anonymizer.md', () => {
  it('has enough examples to mean something', () => {
    expect(rows.filter(isJson).length).toBeGreaterThan(15)
    expect(rows.filter((row) => !isJson(row)).length).toBeGreaterThan(15)
    expect(readRows(second).length).toBeGreaterThan(8)
  })

  it.each(rows.filter((row) => !isJson(row)))('says what becomes of the address $input', ({ input, options, stated }) => {
    expect(core.anonymizeUrl(input, JSON.parse(options))).toBe(stated)
  })

  it.each(rows.filter(isJson))('says what becomes of the metadata $input', ({ input, options, stated }) => {
    expect(core.sanitizeMetadata(JSON.parse(input), JSON.parse(options))).toEqual(JSON.parse(stated))
  })

  it.each(readRows(second).filter((row) => !isJson(row)))('says what is stored of the address $input', ({ input, options, stated }) => {
    expect(core.reviewRoute(core.anonymizeUrl(input, JSON.parse(options)), JSON.parse(options))).toBe(stated)
  })

  it.each(readRows(second).filter(isJson))('says what is stored of the metadata $input', ({ input, stated }) => {
    expect(core.reviewMetadata(core.sanitizeMetadata(JSON.parse(input)))).toEqual(JSON.parse(stated))
  })

  it.each<[string, string, string]>([
    ['naive rules', 'naive: UUIDs and numbers', 'naive: five keys'],
    ['Sentry-Relay-like', 'Sentry-Relay-like', 'Sentry-Relay-like'],
    ['Datadog-tracer-like', 'Datadog-tracer-like', ''],
    ['Datadog-RUM-like', 'Datadog-RUM-like', ''],
    ['PareL, first look alone', 'PareL, no routes', 'PareL'],
    ['PareL, both looks (', 'PareL, as stored', 'PareL, as stored'],
    ['PareL, both looks in Node', 'PareL, no routes', 'PareL, in Node'],
  ])('repeats the scores of %s at the beginning', (name, ofAddresses, ofMetadata) => {
    const scores = ([kind, rules]: readonly [string, string]) => {
      const [, leak = '', over = ''] = new RegExp(String.raw`^\| ${rules} \| dev .*\n.*\n\| \| all \| \d+ \| ([\d.]+) \| [\d.]+ \| ([\d.]+) `, 'm').exec(page.slice(page.indexOf(`| ${kind} | part |`))) ?? []
      return [leak, over]
    }
    const stated = page.split('\n').find((line) => line.startsWith(`| ${name}`))?.split('|').slice(2, 6).map((cell) => cell.trim())
    expect(stated).toEqual([...scores(['addresses', ofAddresses]), ...(ofMetadata ? scores(['metadata', ofMetadata]) : ['', ''])])
  })

  // `pnpm run score` prints the tables: paste those that have changed.
  it.each(['routes', 'metadata', 'messages'] as const)('states the scores of the corpus of %s', (kind) => {
    const stale = createTables(kind, core).map((table) => table.join('\n')).filter((table) => !page.includes(table) && !files.includes(table))
    expect(stale).toEqual([])
  })
})
