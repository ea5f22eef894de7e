import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
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
})
