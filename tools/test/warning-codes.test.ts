import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')
const list = (...paths: string[]) => execFileSync('git', ['ls-files', ...paths], { cwd: ROOT, encoding: 'utf8' }).split('\n').filter(Boolean)
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8')
const find = (files: string[], pattern: RegExp) => [...new Set(files.flatMap((file) => [...read(file).matchAll(pattern)].map(([, code = '']) => code)))].sort()

const CODE = /(PAREL_[A-Z]\d{2,3})/g
const ROW = /^\| `(PAREL_[A-Z]\d{2,3})` \|/gm
/** What only the script tag says. */
const SCRIPT_ONLY = /\/(script|script-settings|check-settings)\.ts$/
const sources = list('packages/browser/src')

it.each([
  ['docs/guides/script-tag.md', sources],
  ['docs/guides/browser.md', sources.filter((file) => !SCRIPT_ONLY.test(file))],
])('has a row in %s for every code of the client, and no other', (guide, files) => {
  expect(find([guide], ROW)).toEqual(find(files, CODE))
})

it('has a test for every code, and tests no other', () => {
  const tested = find(list('packages/browser/test', 'packages/react/test', 'packages/e2e/test'), CODE)
  const said = find(list('packages/browser/src', 'packages/react/src'), CODE)
  expect(said.length).toBeGreaterThan(9)
  expect(tested).toEqual(said)
})

it('names every code of the React package in its guide', () => {
  expect(find(['docs/guides/react.md'], CODE)).toEqual(find(list('packages/react/src'), CODE))
})
