import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { EVENT_TYPES, isRefusal, prepareEvent } from '../../packages/core/src/page.ts'
import { listSources } from '../checks/imports.ts'

const ROOT = join(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8')
const code = listSources(ROOT, 'packages/server/src').map(read).join('\n')
const page = read('docs/http-api.md')
// A full store at `/ready`; the row of that address says so.
const saidElsewhere = new Set(['503 store_full'])

describe('docs/http-api.md', () => {
  it('lists every status that the server answers, with its code, and no other', () => {
    const given = [...code.matchAll(/HttpError\((\d{3}), '(\w+)'|errorReply\((\d{3}), \{ code: '(\w+)'/g)].map(([, status, name, other, named]) => `${status ?? other} ${name ?? named}`)
    const listed = [...page.matchAll(/^\| (\d{3}) \| ([`\w ]+) \|/gm)].flatMap(([, status, names = '']) => [...names.matchAll(/`(\w+)`/g)].map(([, name]) => `${status} ${name}`))
    expect([...new Set(given)].filter((each) => !saidElsewhere.has(each)).toSorted()).toEqual(listed.toSorted())
  })

  it('lists every address of the API with its methods, and no other', () => {
    const api = /apiRoutes[^[]*(\[[\s\S]*?\n\]\))/.exec(read('packages/server/src/routes/routes.ts'))?.[1] ?? ''
    const given = [...api.matchAll(/\['([^']*)', methods\(\{ ([^}]*) \}\)/g)].flatMap(([, path = '', methods = '']) => [...methods.matchAll(/([A-Z]+):/g)].map(([, method]) => `${method} /api/telemetry${path}`))
    const listed = [...page.matchAll(/^\| `([A-Z]+) (\/api\/telemetry[^`]*)` \|/gm)].map(([, method, path = '']) => `${method} ${path.replace(':id', '*')}`)
    expect(given.length).toBeGreaterThan(10)
    expect(given.toSorted()).toEqual(listed.toSorted())
  })

  it('gives every reason for which an event is dropped, and no other', () => {
    const [, union = ''] = /type DropReason =((?:\s*\| '\w+')+)/.exec(read('packages/server/src/store/incoming.ts')) ?? []
    const given = [...union.matchAll(/'(\w+)'/g)].map(([, reason]) => reason)
    expect(given.length).toBeGreaterThan(5)
    expect(firstCells('Reason').toSorted()).toEqual(given.toSorted())
  })

  it('says of every type of event what it needs', () => {
    const context = { id: 'a-0', createdAt: 0, sessionId: null, platform: 'web' } as const
    const needs = (type: string, given: object) => isRefusal(prepareEvent({ type, page: '/', action: 'a', ...given }, context))
    const rows = EVENT_TYPES.map((type) => [type, needs(type, { page: undefined }) ? 'page' : needs(type, { action: undefined }) ? 'action' : undefined])
    expect(tableOf('`type`').map((row) => [/`(\w+)`/.exec(row)?.[1], /^\| `\w+` \| `(\w+)`/.exec(row)?.[1]]).toSorted()).toEqual(rows.toSorted())
  })
})

/** The rows of the table whose first heading is this. */
function tableOf(heading: string): readonly string[] {
  const [, rows = ''] = new RegExp(`^\\| ${heading} \\|.*\\n\\|[-|]+\\n((?:\\|.*\\n)+)`, 'm').exec(page) ?? []
  return rows.trim().split('\n')
}

function firstCells(heading: string): readonly string[] {
  return tableOf(heading).flatMap((row) => [...(row.split(' | ')[0] ?? '').matchAll(/`(\w+)`/g)].map(([, name = '']) => name))
}
