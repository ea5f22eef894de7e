import { build } from 'esbuild'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, it } from 'vitest'
import { compileComments, compileExamples, type Example, type Exports, listExports, readExamples, statesResults, toModule } from '../checks/examples.ts'
import { listSources } from '../checks/imports.ts'
import { createTree } from './temporary-tree.ts'

const ROOT = join(import.meta.dirname, '../..')
const ROOMS = ['core', 'browser', 'react', 'server']
// Below a package that has what its examples need as dependencies, and out of git.
const folderOf = (room: string) => join(ROOT, 'packages', room, 'node_modules/.examples')

const GUIDES = ['browser', 'forwarders', 'self-hosting'].map((name) => `docs/guides/${name}.md`)
const pages = ['README.md', 'docs/http-api.md', 'docs/storage.md', ...GUIDES, ...ROOMS.map((room) => `packages/${room}/README.md`)].filter((page) => existsSync(join(ROOT, page)))
const sources = ROOMS.flatMap((room) => listSources(ROOT, `packages/${room}/src`))
const examples = [...pages, ...sources].flatMap((file) => readExamples(ROOT, file))
const stating = examples.filter(statesResults).map((example) => [`${example.file}:${example.line}`, example] as const)
afterAll(() => {
  for (const room of [...ROOMS, 'e2e']) rmSync(folderOf(room), { recursive: true, force: true })
})

it.each(stating)('gives what the example says at %s', async (_place, example) => {
  const results = await runExample(example)
  expect(results.length).toBeGreaterThan(0)
  for (const [actual, stated] of results) expect(actual).toEqual(stated)
})

it('compiles every block of the READMEs and of guides for one file as it stands', () => {
  const blocks = pages.flatMap((file) => readExamples(ROOT, file))
  expect(blocks.length).toBeGreaterThan(5)
  expect(compileExamples(ROOT, blocks)).toEqual([])
})

it('compiles every block of the React guide that imports only what is ours, and React', () => {
  const imports = (code: string) => [...code.matchAll(/ from '([^']+)'/g)].map(([, name = '']) => name)
  const blocks = readExamples(ROOT, 'docs/guides/react.md').filter(({ code }) => imports(code).length > 0 && imports(code).every((name) => /^(?:@parel\/|react$)/.test(name)))
  expect(blocks.length).toBeGreaterThan(5)
  expect(compileExamples(ROOT, blocks)).toEqual([])
})

it('compiles every block of the doc comments against the package that it stands in', () => {
  const blocks = examples.filter(({ file }) => !file.endsWith('.md'))
  expect(blocks.length).toBeGreaterThan(30)
  expect(compileComments(ROOT, blocks, exportsFor)).toEqual([])
})

it('runs enough examples to mean something', () => {
  expect(stating.length).toBeGreaterThan(5)
})

it('notices an example that says something else', async () => {
  const root = createTree({ 'a.ts': '/**\n * ```ts\n * anonymizeUrl("/a?b=1")\n * // => "/other"\n * ```\n */\n' })
  const [example] = readExamples(root, 'a.ts')
  expect(example).toMatchObject({ line: 3, language: 'ts' })
  expect(await runExample({ ...example, file: 'packages/core/src/anonymize-url.ts' } as Example)).toEqual([['/a', '/other']])
})

it('notices a doc comment that does not compile', () => {
  const root = createTree({ 'a.ts': '/**\n * ```ts\n * const client = anything()\n * anonymizeUrl({ address: client })\n * ```\n */\n' })
  const blocks = readExamples(root, 'a.ts').map((example) => ({ ...example, file: 'packages/core/src/anonymize-url.ts' }))
  expect(compileComments(ROOT, blocks, exportsFor)).toEqual([expect.stringMatching(/^packages\/core\/src\/anonymize-url\.ts:4 .*not assignable/)])
})

it('notices a block that does not compile', () => {
  const root = createTree({ 'a.md': "```ts\nimport { createTelemetry } from '@parel/telemetry-browser'\ncreateTelemetry({ endpont: '/' })\n```\n" })
  expect(compileExamples(ROOT, readExamples(root, 'a.md'))[0]).toContain('a.md:3')
})

/** What an example of a doc comment may use without an import: its own file first, then the rest of its package. */
function exportsFor({ file }: Example): Exports {
  const room = sources.filter((other) => other.split('/')[1] === file.split('/')[1])
  return [file, ...room].map((module) => [join(ROOT, module), listExports(ROOT, module)])
}

/** A page writes its imports out; a doc comment means its own file, and what the tests of an app would use. */
async function runExample(example: Example): Promise<readonly (readonly [unknown, unknown])[]> {
  const isPage = example.file.endsWith('.md')
  const folder = folderOf(isPage ? 'e2e' : (example.file.split('/')[1] ?? 'e2e'))
  const contents = toModule(example, isPage ? [] : exportsFor(example))
  mkdirSync(folder, { recursive: true })
  const outfile = join(folder, `${example.file.replace(/[^\w]/g, '-')}-${example.line}.mjs`)
  await build({ stdin: { contents, loader: 'tsx', resolveDir: folder }, bundle: true, packages: 'external', format: 'esm', outfile, logLevel: 'silent' })
  const { results } = (await import(pathToFileURL(outfile).href)) as { results: readonly (readonly [unknown, unknown])[] }
  return results
}
