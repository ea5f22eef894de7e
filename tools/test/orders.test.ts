import { readFileSync } from 'node:fs'
import { build } from 'esbuild'
import { describe, expect, it } from 'vitest'
import { readArguments } from '../orders/read-arguments.ts'
import { bundleBuilt } from '../bundle-built.ts'
import { bundleForApp, readTexts } from '../orders/pipeline.ts'
import { INTERNAL, readBindings } from '../names/read-bindings.ts'
import { BUDGETS } from '../size-budgets.ts'
import { findLists, moveElement, swapValues } from '../orders/moves.ts'

const listsOf = (text: string) => findLists(text).map((list) => list.map(([start, end]) => text.slice(start, end)))

describe('a list whose order means nothing', () => {
  it.each([
    ['imports', "import a from 'a'\nimport { b } from 'b'", ["import a from 'a'", "import { b } from 'b'"]],
    ['imported names', "import { a, type B, d } from 'c'", ['a', 'd']],
    ['destructured names', 'const { a, b: c } = d', ['a', 'b: c']],
    ['functions beside one another', 'const a = () => 1\n// Why.\nconst b = () => 2\nc()', ['const a = () => 1', '// Why.\nconst b = () => 2']],
    ['words of a pattern', 'const a = /^(?:bc|de)$/', ['bc', 'de']],
    ['words between other alternatives', 'const a = /(b+|cd|ef|g*)/', ['cd', 'ef']],
    ['words of a lookahead', 'const a = /(?!bc|de)\\w/', ['bc', 'de']],
    ['characters of a class', 'const a = /[^xm\\da-c]/', ['x', 'm', '\\d', 'a-c']],
    ['members without effect', 'f({ a, b: 1, c: () => d(), e() {} })', ['a', 'b: 1', 'c: () => d()', 'e() {}']],
  ])('is found: %s', (_name, text, elements) => {
    expect(listsOf(text)).toContainEqual(elements)
  })

  it.each([
    ['the rest of an object', 'const { a, ...b } = c'],
    ['a default, which may read another name', 'const { a, b = a } = c'],
    ['a spread, which later members win over', 'f({ ...a, b })'],
    ['a call', 'f({ a: next(), b: next() })'],
    ['a computed name', 'f({ [next()]: 1, a })'],
    ['what is printed', 'console.debug({ a, b })'],
    ['members with comments', 'f({ a,\n  // Why.\n  b })'],
    ['statements', 'a()\nb()'],
    ['a single name', "import { a } from 'a'"],
    ['a word that begins another one', 'a = /(bc|bcd)/'],
    ['a word that begins another one if case does not matter', 'a = /(bc|BCd)/i'],
    ['alternatives that may match the same', 'a = /(b+|bc|b.)/'],
    ['a class with a dash or an escape', 'a = /[a\\]-]/'],
  ])('is not %s', (_name, text) => {
    expect(listsOf(text)).toEqual([])
  })
})

it('moves an element and leaves the separators', () => {
  const text = 'const { a,\n  b, c } = d'
  expect(moveElement(text, findLists(text)[0] ?? [], 0, 2)).toBe('const { b,\n  c, a } = d')
})

it('exchanges two short names', () => {
  expect(JSON.parse(swapValues('{"a_":"x","b_":"y","c_":"z"}', 'a_', 'c_'))).toEqual({ a_: 'z', b_: 'y', c_: 'x' })
})

it.each(['a_', 'b_'])('exchanges nothing if both are the same: %s', (name) => {
  expect(JSON.parse(swapValues('{"a_":"x","b_":"y"}', name, name))).toEqual({ a_: 'x', b_: 'y' })
})

describe('the short names', () => {
  const shortNames = JSON.parse(readFileSync('packages/browser/short-names.json', 'utf8')) as Record<string, string>

  it('are all different', () => {
    expect(new Set(Object.values(shortNames)).size).toBe(Object.keys(shortNames).length)
  })

  it('are used, and no property that keeps its name is called like one of them', async () => {
    const { outputFiles } = await build({ entryPoints: ['packages/browser/src/index.ts'], bundle: true, format: 'iife', globalName: 'telemetry', platform: 'browser', define: { IS_SCRIPT_TAG: 'false' }, write: false })
    const internal = readBindings(outputFiles[0]?.text ?? '').bindings.filter(({ name }) => INTERNAL.test(name))
    const used = new Set(internal.map(({ name }) => name))
    expect(Object.keys(shortNames).filter((name) => !used.has(name))).toEqual([])
    expect(Object.values(shortNames).filter((name) => internal[0]?.taken.has(name))).toEqual([])
  })
})

describe('the arguments of a search', () => {
  it('are seconds, a seed and perhaps a package', () => {
    expect(readArguments(['300', '0', 'core'], ['core'])).toEqual({ seconds: 300, seed: 0, room: 'core' })
    expect(readArguments(['300', '0'])).toEqual({ seconds: 300, seed: 0, room: '' })
  })

  it.each([[[]], [['soon', '1']], [['0', '1']], [['60']], [['60', '-1']], [['60', '1', 'server']], [['60', '1', 'core', '--help']]])('are refused if they are %j', (given) => {
    expect(() => readArguments(given, ['core'])).toThrow(/^".*" cannot be used\. Give the number of seconds and .* its name \(core\): for example "300 1"\.$/)
  })
})

describe('a search measures what the build makes', () => {
  const codes = BUDGETS.flatMap(({ code }) => (typeof code === 'string' ? [code] : []))

  it.each(codes)('of %s', async (code) => {
    expect(await bundleForApp(code, readTexts())).toBe(await bundleBuilt(code))
  })
})
