import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { compileInRoom } from '../checks/compile-in-room.ts'
import { createTree } from './temporary-tree.ts'

const ROOT = join(import.meta.dirname, '../..')

it.each([
  ['core', 'the page', 'document.title'],
  ['core', 'storage', 'localStorage.clear()'],
  ['core', 'Node', 'process.env'],
  ['browser', 'Node', 'process.env'],
  ['browser', 'a global of Node', "Buffer.from('a')"],
  ['react', 'Node', 'process.env'],
  ['server', 'the page', 'document.title'],
  ['server', 'the window', 'window.name'],
])('the compiler keeps %s from seeing %s', (room, _what, line) => {
  expect(compileInRoom(ROOT, room, line)[0]).toContain('Cannot find name')
})

it.each([
  ['core', 'new URL("/", "https://shop.example")'],
  ['browser', 'document.title'],
  ['server', 'new Response()'],
])('the compiler lets %s see what it is made of', (room, line) => {
  expect(compileInRoom(ROOT, room, line)).toEqual([])
})

it.each([
  ['the network', "export const a = () => fetch('/x')", 'no-restricted-globals'],
  ['timers', 'export const a = () => setTimeout(() => {}, 1)', 'no-restricted-globals'],
  ['the clock', 'export const a = () => Date.now()', 'no-restricted-properties'],
  ['chance', 'export const a = () => Math.random()', 'no-restricted-properties'],
  ['the console', "export const a = () => console.log('x')", 'no-console'],
])('lint keeps core from using %s', (_what, line, rule) => {
  expect(lint({ 'packages/core/src/event.ts': line })).toContain(rule)
})

it.each([
  ['a cycle', { 'a.ts': "import { b } from './b'\nexport const a = () => b", 'b.ts': "import { a } from './a'\nexport const b = () => a" }, 'no-cycle'],
  ['a default export', { 'a.ts': 'export default 1' }, 'no-default-export'],
  ['any', { 'a.ts': 'export const a = (b: any) => b' }, 'no-explicit-any'],
  ['a skipped test', { 'a.test.ts': "import { it } from 'vitest'\nit.skip('waits', () => {})" }, 'no-disabled-tests'],
  ['an open task', { 'a.ts': '// TODO later\nexport const a = 1' }, 'no-warning-comments'],
  ['a picture without words', { 'a.tsx': 'export const A = () => <img src="a.png" />' }, 'alt-text'],
  ['a hook behind a condition', { 'a.tsx': "import { useState } from 'react'\nexport function A(p: { b: boolean }) {\n  if (p.b) useState(1)\n  return null\n}" }, 'rules-of-hooks'],
  ['a promise with wrong names', { 'a.ts': 'export const a = new Promise((ok) => ok(1))' }, 'param-names'],
])('lint reports %s', (_what, files, rule) => {
  expect(lint(files)).toContain(rule)
})

it.each([
  ['core', 'react'],
  ['core', '@parel/telemetry-browser'],
  ['browser', 'react'],
  ['browser', '@parel/telemetry-server'],
  ['react', '@parel/telemetry-server'],
])('pnpm gives %s no link to %s', (room, name) => {
  const folders = [join(ROOT, 'packages', room), join(ROOT, 'packages'), ROOT].map((folder) => join(folder, 'node_modules', name))
  expect(folders.filter((folder) => existsSync(folder))).toEqual([])
})

function lint(files: Readonly<Record<string, string>>): string {
  const root = createTree(files)
  copyFileSync(join(ROOT, '.oxlintrc.json'), join(root, '.oxlintrc.json'))
  const oxlint = join(ROOT, 'node_modules/oxlint/bin/oxlint')
  const { status, stdout } = spawnSync(process.execPath, [oxlint, '--deny-warnings'], { cwd: root, encoding: 'utf8' })
  return status === 0 ? 'nothing' : stdout
}
