import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { relativeSources } from '../relative-sources.ts'
import { createTree } from './temporary-tree.ts'

const rewrite = async (map: object) => {
  const name = join(createTree({ 'index.cjs.map': JSON.stringify(map) }), 'index.cjs.map')
  await relativeSources.buildEnd({ writtenFiles: [{ name }] })
  return JSON.parse(readFileSync(name, 'utf8')) as unknown
}

it('leaves no folder of the build machine in a source map', async () => {
  const map = { version: 3, file: '/build/packages/browser/dist/index.cjs', sources: ['/build/packages/browser/dist/index.ts', '../src/tail.ts'], mappings: 'AAAA' }
  expect(await rewrite(map)).toEqual({ version: 3, file: 'index.cjs', sources: ['index.ts', '../src/tail.ts'], mappings: 'AAAA' })
})

it('adds nothing to a source map that names no file', async () => {
  expect(await rewrite({ version: 3, sources: [], mappings: '' })).toEqual({ version: 3, sources: [], mappings: '' })
})
