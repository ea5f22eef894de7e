import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, it } from 'vitest'
import { findLongFunctions } from '../checks/function-length.ts'
import { listSources } from '../checks/imports.ts'
import { createTree } from './temporary-tree.ts'

const ROOT = join(import.meta.dirname, '../..')
const MAXIMUM_OWN_LINES = 40
const sources = ['packages', 'examples', 'tools'].flatMap((folder) => listSources(ROOT, folder))

it('has no function with more than 40 own lines', () => {
  const files = sources.filter((file) => !file.includes('/test/'))
  expect(files.flatMap((file) => findLongFunctions(ROOT, file, MAXIMUM_OWN_LINES))).toEqual([])
})

it('has only kebab-case file names, and none that says nothing', () => {
  // Next.js takes the names of files for addresses.
  const isAddress = (file: string) => file.includes('app/') || file.includes('/next/pages/')
  const wrong = sources.filter((file) => !/^[a-z0-9]+(?:[-.][a-z0-9]+)*\.tsx?$/.test(basename(file)) && !isAddress(file))
  expect(wrong).toEqual([])
  expect(sources.filter((file) => /^(?:utils?|helpers?|misc|common)\.tsx?$/.test(basename(file)))).toEqual([])
})

it('starts no server of an end-to-end test on a port of the system\'s choice, which a client of another test may still ask', () => {
  const anyPort = /\blisten\(0\b|\bport: 0\b|--port=0\b|\bPORT: '0'/
  const found = sources.filter((file) => file.startsWith('packages/e2e/') && anyPort.test(readFileSync(join(ROOT, file), 'utf8')))
  expect(found).toEqual([])
})

it('reports a function that is too long', () => {
  const body = Array.from({ length: 40 }, (_, index) => `  call(${index})`).join('\n')
  const root = createTree({ 'a.ts': `export function long() {\n${body}\n}\n` })
  expect(findLongFunctions(root, 'a.ts', MAXIMUM_OWN_LINES)).toEqual(['a.ts:1 has a function of 42 own lines; 40 are allowed.'])
})

it('counts the lines of an inner function for the inner one alone', () => {
  const inner = Array.from({ length: 30 }, (_, index) => `    call(${index})`).join('\n')
  const root = createTree({ 'a.ts': `export function outer() {\n  function one() {\n${inner}\n  }\n  return () => {\n${inner}\n  }\n}\n` })
  expect(findLongFunctions(root, 'a.ts', MAXIMUM_OWN_LINES)).toEqual([])
})

it('counts neither comments nor empty lines', () => {
  const body = Array.from({ length: 40 }, () => '  // why\n').join('\n')
  const root = createTree({ 'a.ts': `export function quiet() {\n${body}\n  return 1\n}\n` })
  expect(findLongFunctions(root, 'a.ts', MAXIMUM_OWN_LINES)).toEqual([])
})

it('finds the folders it looks at', () => {
  expect(['packages', 'examples', 'tools'].filter((folder) => !existsSync(join(ROOT, folder)))).toEqual([])
  expect(sources.length).toBeGreaterThan(50)
})
