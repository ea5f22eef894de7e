import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { findUndocumentedFunctions } from '../checks/documented-exports.ts'
import { createTree } from './temporary-tree.ts'

const ROOT = join(import.meta.dirname, '../..')

it.each(['core', 'browser', 'react', 'server'])('has a doc comment on every function that %s exports', (room) => {
  const entries = listEntries(room)
  expect(entries.length).toBeGreaterThan(0)
  expect(findUndocumentedFunctions(ROOT, entries)).toEqual([])
})

it('reports an exported function without one', () => {
  const root = createTree({
    'a/tsconfig.json': '{}',
    'a/src/index.ts': "export { silent, spoken } from './b'\n",
    'a/src/b.ts': 'export function silent() {}\n/** Says something. */\nexport function spoken() {}\n',
  })
  expect(findUndocumentedFunctions(root, ['a/src/index.ts'])).toEqual(['a/src/index.ts exports silent without a doc comment'])
})

it('has a page of TypeDoc for every entry of a package', () => {
  const read = (file: string) => JSON.parse(readFileSync(join(ROOT, file), 'utf8')) as { readonly entryPoints: readonly string[]; readonly packageOptions?: { readonly entryPoints: readonly string[] } }
  const usual = read('typedoc.json').packageOptions?.entryPoints ?? []
  for (const room of ['core', 'browser', 'react', 'server']) {
    const own = `packages/${room}/typedoc.json`
    const entryPoints = existsSync(join(ROOT, own)) ? read(own).entryPoints : usual
    expect(entryPoints.map((entry) => `packages/${room}/${entry}`).toSorted()).toEqual(listEntries(room).toSorted())
  }
})

/** The sources of everything in `exports` of the manifest. */
function listEntries(room: string): readonly string[] {
  const { exports } = JSON.parse(readFileSync(join(ROOT, 'packages', room, 'package.json'), 'utf8')) as { exports: object }
  return Object.keys(exports)
    .filter((key) => !key.endsWith('.json'))
    .map((key) => `packages/${room}/src/${key === '.' ? 'index' : key.slice(2)}`)
    .map((path) => [`${path}.ts`, `${path}.tsx`].find((file) => existsSync(join(ROOT, file))) ?? `${path}.ts`)
}
