import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { digest } from '../stamps.mjs'
import { isModernNode } from '../toolchain.mjs'
import { createTree } from './temporary-tree.ts'

const ROOT = join(import.meta.dirname, '../..')

it.each([
  ['v20.20.2', false],
  ['v22.22.2', false],
  ['v22.22.3', true],
  ['v23.11.0', false],
  ['v24.14.1', false],
  ['v24.15.0', true],
  ['v25.2.0', false],
  ['v26.0.0', true],
])('judges whether the tools accept Node %s', (version, expected) => {
  expect(isModernNode(version)).toBe(expected)
})

it('has the same digest for the same sources, and ignores outputs and tests', () => {
  const root = createTree({ 'a/src/index.ts': '1' })
  const before = digest([root])
  mkdirSync(join(root, 'a/dist'))
  mkdirSync(join(root, 'a/test'))
  writeFileSync(join(root, 'a/dist/index.js'), '1')
  writeFileSync(join(root, 'a/test/index.test.ts'), '1')
  expect(digest([root])).toBe(before)
})

it('has another digest when a source changes, moves or is added', () => {
  const digests = [{ 'a.ts': '1' }, { 'a.ts': '2' }, { 'b.ts': '1' }, { 'a.ts': '1', 'b.ts': '' }].map((files) => {
    const root = createTree(files as Record<string, string>)
    const here = process.cwd()
    process.chdir(root)
    try {
      return digest(['.'])
    } finally {
      process.chdir(here)
    }
  })
  expect(new Set(digests).size).toBe(4)
})

it('names the tasks there are when it does not know one', () => {
  const { status, stderr } = runTask('no-such-task')
  expect(status).toBe(1)
  expect(stderr).toContain('There is no task "no-such-task". Use start, verify, or one of:')
})

it('names the examples there are when it does not know one', () => {
  const { status, stderr } = runTask('start', 'no-such-example')
  expect(status).toBe(1)
  expect(stderr).toContain('There is no example "no-such-example". Use one of: express, next-app-router, script-tag, shop, vite-react.')
})

it('refuses a browser that is not there', () => {
  const { status, stderr } = runTask('verify', { CHROMIUM_PATH: '/no/such/chromium' })
  expect(status).toBe(1)
  expect(stderr).toContain('CHROMIUM_PATH is "/no/such/chromium", where there is no file.')
})

it('blames no registry when it is interrupted while it fetches its tools', async () => {
  const tools = createTree({ npx: '#!/bin/sh\nexec sleep 60\n', pnpm: '#!/bin/sh\necho 1.0.0\n' })
  for (const name of ['npx', 'pnpm']) chmodSync(join(tools, name), 0o755)
  const child = spawn(process.execPath, [join(ROOT, 'tools/run.mjs'), 'start'], { env: { ...process.env, PATH: `${tools}${delimiter}${process.env.PATH}` } })
  const errors = text(child.stderr)
  const ended = once(child, 'exit')
  await once(child.stdout, 'data')
  child.kill('SIGINT')
  expect(await ended).toEqual([0, null])
  expect(await errors).toBe('')
})

function runTask(...words: (string | Record<string, string>)[]): { status: number | null; stderr: string } {
  const args = words.filter((word) => typeof word === 'string')
  const env = words.find((word) => typeof word === 'object')
  return spawnSync(process.execPath, [join(ROOT, 'tools/run.mjs'), ...args], { encoding: 'utf8', env: { ...process.env, ...env } })
}
