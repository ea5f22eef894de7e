import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { prepareApp } from './prepare-app'

const { folder, makeApp, init, read, listFiles } = prepareApp()
const guides = fileURLToPath(new URL('../../../../docs/guides/', import.meta.url))

/** The block of a guide whose first line names this file. */
function readBlock(guide: string, path: string): string {
  const text = readFileSync(`${guides}${guide}`, 'utf8')
  const at = [`// ${path}\n`, `<!-- ${path} -->\n`].find((line) => text.includes(`\n${line}`))
  if (at === undefined) throw new Error(`${guide} has no block for ${path}.`)
  return text.split(`\n${at}`)[1]?.split('```')[0] ?? ''
}

it.each([
  ['next', 'react.md', 'app/tracking.tsx'],
  ['next', 'react.md', 'app/api/telemetry/[[...path]]/route.ts'],
  ['next', 'react.md', 'app/admin/telemetry/[[...path]]/route.ts'],
  ['@react-router/dev', 'react.md', 'app/routes/telemetry.ts'],
  ['@sveltejs/kit', 'server.md', 'src/lib/server/telemetry.ts'],
  ['@sveltejs/kit', 'server.md', 'src/hooks.server.ts'],
  ['@sveltejs/kit', 'recipes.md', 'src/routes/+layout.svelte'],
  ['nuxt', 'recipes.md', 'app/plugins/telemetry.client.ts'],
])('with %s the guide %s shows the same %s', async (name, guide, path) => {
  makeApp([name], name === 'nuxt' ? { 'app/app.vue': '' } : {})
  expect((await init()).code).toBe(0)
  expect(read(path)).toBe(readBlock(guide, path))
})

it.each([
  ['@sveltejs/kit', 'src/telemetry.ts'],
  ['nuxt', 'telemetry.ts'],
  ['astro', 'src/telemetry.ts'],
])('with %s the client is the one of all recipes', async (name, path) => {
  makeApp([name])
  await init()
  expect(read(path)).toBe(readBlock('recipes.md', 'telemetry.ts'))
})

it('tells what is left to do, and less once it is done', async () => {
  makeApp(['next'], { 'pnpm-lock.yaml': '' })
  const first = await init()
  expect(first).toMatchObject({ code: 0, said: expect.stringContaining('pnpm add @parel/telemetry-server @parel/telemetry-react') })
  expect(first.said).toContain('app/layout.tsx: put what <body> contains into <Tracking>')
  makeApp(['next', '@parel/telemetry-server', '@parel/telemetry-react'], {
    'app/layout.tsx': '<body><Tracking>{children}</Tracking></body>',
    'next.config.ts': "export default { serverExternalPackages: ['@parel/telemetry-server'] }",
    '.gitignore': 'node_modules\ntelemetry.db*\n',
  })
  const { said } = await init()
  expect(said).toContain('app/tracking.tsx: there already')
  expect(said).toContain('Nothing is left to do.')
})

it.each([
  ['yarn.lock', 'yarn add'],
  ['bun.lock', 'bun add'],
  ['package-lock.json', 'npm install'],
])('beside %s, or below it in a workspace, packages come with %s', async (lock, install) => {
  makeApp(['next'], { [lock]: '', 'apps/shop/package.json': '{"dependencies":{"astro":"7.3.5"}}' })
  expect((await init()).said).toContain(`${install} @parel/telemetry-server`)
  expect((await init('--folder', folder('apps/shop'))).said).toContain(`${install} @parel/telemetry-server`)
})

it('writes over nothing, and shows what it would have written', async () => {
  makeApp(['next'], { 'app/tracking.tsx': 'export const mine = 1\n' })
  const { code, said } = await init()
  expect(code).toBe(0)
  expect(read('app/tracking.tsx')).toBe('export const mine = 1\n')
  expect(said).toContain('app/tracking.tsx: kept, with its own text')
  expect(said).toContain('     export function Tracking(')
})

it('writes nothing in a dry run', async () => {
  makeApp(['next'])
  const before = listFiles()
  expect((await init('--dry-run')).said).toContain('app/tracking.tsx: would be written')
  expect(listFiles()).toEqual(before)
})

it('removes what it wrote, and the folders for it, when a later file cannot be written', async () => {
  makeApp(['next'], { 'app/admin': 'a file where a folder should be' })
  const before = readdirSync(folder(''), { recursive: true })
  const { code, said } = await init()
  expect(code).toBe(73)
  expect(said).toContain('cannot be written (')
  expect(readdirSync(folder(''), { recursive: true })).toEqual(before)
})

it('names a folder that stands where a file should be', async () => {
  makeApp(['next'], { 'app/tracking.tsx/index.ts': '' })
  expect(await init()).toEqual({ code: 66, said: expect.stringMatching(/app\/tracking\.tsx cannot be read \(.*\)\. Make it a file/) })
})

it('gives a hook that an app has as a step', async () => {
  makeApp(['@sveltejs/kit'], { 'src/hooks.server.ts': 'export const handle = ({ event, resolve }) => resolve(event)\n' })
  const { said } = await init()
  expect(said).toContain('src/hooks.server.ts: answer our addresses first')
  // SvelteKit 3 has no $lib.
  expect(said).toContain("from './lib/server/telemetry'")
  expect(read('src/hooks.server.ts')).not.toContain('telemetry')
})

it('writes JavaScript where there is no tsconfig.json', async () => {
  writeFileSync(folder('package.json'), '{"dependencies":{"next":"16.4.6"}}')
  const { said } = await init()
  expect(listFiles()).toEqual(['app/admin/telemetry/[[...path]]/route.js', 'app/api/telemetry/[[...path]]/route.js', 'app/tracking.jsx', 'package.json'])
  expect(read('app/tracking.jsx')).not.toMatch(/ReactNode/)
  expect(said).toContain('next.config.mjs: ')
})

it.each([
  [['next'], { 'src/app/page.tsx': '' }, 'src/app/tracking.tsx'],
  [['next'], { 'pages/index.tsx': '' }, 'components/tracking.tsx'],
  [['@react-router/dev', 'react-router'], {}, 'app/tracking.tsx'],
  [['@tanstack/react-start'], {}, 'src/routes/api/telemetry/$.ts'],
  [['@tanstack/react-start'], { 'app/routes/index.tsx': '' }, 'app/routes/admin/telemetry/$.ts'],
  [['astro', 'express'], {}, 'src/pages/admin/telemetry/[...path].ts'],
])('an app with %j and the files %j gets %s', async (packages, files, path) => {
  makeApp(packages, files)
  await init()
  expect(listFiles()).toContain(path)
})

it.each([
  [['@nestjs/core', 'express'], 'nestjs', 'app.use(telemetry.listener)'],
  [['fastify'], 'fastify', 'app.register(telemetry.fastify)'],
  [['koa'], 'koa', 'app.callback()'],
  [['hono'], 'hono', "app.all('/api/telemetry/*', answer)"],
  [['express'], 'express', 'app.use(telemetry.listener)'],
  [['left-pad'], 'node', 'telemetry.listener(request, response'],
])('an app with %j is told the lines of %s', async (packages, framework, line) => {
  makeApp(packages)
  const before = listFiles()
  const { framework: found, files, steps } = JSON.parse((await init('--json')).said)
  expect({ found, files }).toEqual({ found: framework, files: [] })
  expect(JSON.stringify(steps)).toContain(JSON.stringify(line).slice(1, -1))
  expect(listFiles()).toEqual(before)
})

it('takes the framework that it is given', async () => {
  makeApp(['next'])
  expect((await init('--framework', 'express')).said).toMatch(/^Express, as asked for\./)
})

it.each([
  ['a framework that it does not know', ['--framework', 'nextjs'], 64, '--framework is "nextjs". Give one of: next, react-router,'],
  ['a folder without package.json', ['--folder', '/nonexistent'], 66, '/nonexistent/package.json does not exist. Run this in the folder of your app, or give it with --folder.'],
])('refuses %s', async (_name, words, code, message) => {
  makeApp(['next'])
  const end = await init(...words)
  expect(end).toEqual({ code, said: expect.stringContaining(message) })
  expect(listFiles()).toEqual(['package.json', 'tsconfig.json'])
})

it.each(['{"dependencies":', '[]', '7', 'null'])('refuses a package.json that says %s', async (text) => {
  makeApp([], { 'package.json': text })
  expect(await init()).toEqual({ code: 65, said: expect.stringContaining('package.json is not a JSON object. Mend it, then run this again.') })
})

it.each([
  [['app/[lang]/layout.tsx'], [['app/[lang]/layout.tsx', '../tracking']]],
  [['app/(shop)/layout.tsx', 'app/(shop)/cart/layout.tsx', 'app/(help)/[lang]/layout.jsx'], [['app/(help)/[lang]/layout.jsx', '../../tracking'], ['app/(shop)/layout.tsx', '../tracking']]],
  [['app/layout.js', 'app/shop/layout.js'], [['app/layout.js', './tracking']]],
  [['app/page.tsx'], [['app/layout.tsx', './tracking']]],
])('in a Next.js app with %j every root layout is a step', async (files, expected) => {
  makeApp(['next'], Object.fromEntries(files.map((path) => [path, ''])))
  const { steps } = JSON.parse((await init('--json')).said) as { readonly steps: readonly { readonly file: string; readonly code: string }[] }
  const layouts = steps.filter(({ file }) => file.includes('layout'))
  expect(layouts.map(({ file, code }) => [file, /from '(.*)'/.exec(code)?.[1]])).toEqual(expected)
})
