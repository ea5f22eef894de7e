import { expect, it } from 'vitest'
import { prepareApp } from './prepare-app'

const { makeApp, init, read, listFiles } = prepareApp()

const leftOf = (said: string) => said.slice(said.indexOf('Left to do'))

it.each([
  ['next', {}],
  ['next', { 'app/layout.tsx': '' }],
  ['next', { 'pages/index.tsx': '' }],
  ['next', { 'src/pages/index.tsx': '' }],
  ['next', { 'pages/index.tsx': '', 'app/admin/layout.tsx': '', 'app/(shop)/layout.tsx': '' }],
  ['@react-router/dev', {}],
  ['@tanstack/react-start', {}],
  ['@sveltejs/kit', {}],
  ['nuxt', {}],
  ['astro', {}],
])('run again in an app with %s and the files %j it writes nothing, and tells the same', async (name, files) => {
  makeApp([name], files)
  const first = await init()
  const written = listFiles()
  const again = await init()
  expect(listFiles()).toEqual(written)
  expect(again.said).not.toContain(': written')
  expect(leftOf(again.said)).toBe(leftOf(first.said))
})

const kit = (range: string) => JSON.stringify({ devDependencies: { '@sveltejs/kit': range } })

it.each([
  ['by its range', { 'package.json': kit('^2.70.0') }, '@sveltejs/kit', 'ORIGIN=https://your.address'],
  ['by what is installed, where the range does not tell', { 'package.json': kit('catalog:'), 'node_modules/@sveltejs/kit/package.json': '{"version":"2.70.4"}' }, '@sveltejs/kit', 'ORIGIN=https://your.address'],
  ['by what is installed, not by a range that lies', { 'package.json': kit('>=2'), 'node_modules/@sveltejs/kit/package.json': '{"version":"3.2.0"}' }, '@sveltejs/kit/hooks', 'paths: { origin:'],
  ['as the newest, where nothing tells', { 'package.json': kit('latest') }, '@sveltejs/kit/hooks', 'paths: { origin:'],
])('knows the version of SvelteKit %s: its type and its cure for a 403', async (_name, files, module, cure) => {
  makeApp([], files)
  const { said } = await init()
  expect(read('src/hooks.server.ts').split('\n')[0]).toMatch(new RegExp(`^import type \\{ Handle \\} from '${module}'(?: //|$)`))
  expect(said).toContain(cure)
})

it.each([
  ['^4.2.0', ['<slot />', "{ page } from '$app/stores'", '($page.route.id ? $page.route.id.'], ['$props', '@render', '$app/state']],
  ['^5.0.0', ['let { children } = $props()', '{@render children()}', "{ page } from '$app/state'", '(page.route.id ? page.route.id.'], ['<slot', '$app/stores', '$page']],
])('with Svelte %s the layout contains its page as that version does', async (range, has, lacks) => {
  makeApp([], { 'package.json': JSON.stringify({ devDependencies: { '@sveltejs/kit': '^2.70.0', svelte: range } }) })
  await init()
  const text = read('src/routes/+layout.svelte')
  expect(has.filter((part) => !text.includes(part))).toEqual([])
  expect(lacks.filter((part) => text.includes(part))).toEqual([])
  expect(text).toContain('telemetry.trackPageView(')
})
