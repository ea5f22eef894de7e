import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Script } from 'node:vm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { installPackedServer } from '../../src/cli/pack-server.ts'
import { createWorkplace, type Workplace } from '../../src/cli/run-command.ts'
import { pageViews, sendEvents } from '../../src/cli/send-events.ts'
import { ROOT } from '../../src/server-process.ts'

let work: Workplace
beforeAll(() => {
  work = createWorkplace(installPackedServer)
})
afterAll(() => work.end())

/** The arrays of words behind a word of the Dockerfile. */
const dockerfile = readFileSync(join(ROOT, 'docs/snippets/Dockerfile'), 'utf8')
const wordsOf = (pattern: RegExp) => JSON.parse(pattern.exec(dockerfile)?.[1] ?? '[]') as readonly string[]

const runWords = ([program = '', ...words]: readonly string[]) =>
  new Promise<number | null>((resolve) => spawn(program, words, { cwd: work.folder, stdio: 'ignore' }).once('close', resolve))

it('what is published serves recording, reports and the dashboard with all its files', async () => {
  const server = await work.serve({ TELEMETRY_DATABASE: work.path('telemetry.db') })
  expect(await sendEvents(server.url, pageViews(3))).toBe(3)
  const page = await (await fetch(`${server.url}/admin/telemetry`)).text()
  const files = [...page.matchAll(/(?:src|href)="([^"]{1,200}\.(?:js|css))"/g)].map((match) => match[1] ?? '')
  expect(files.length).toBeGreaterThan(1)
  for (const file of files) expect((await fetch(new URL(file, `${server.url}/admin/telemetry/`))).status).toBe(200)
  expect((await server.stop()).code).toBe(0)
})

it('what is published answers the script of the page without any other package of ours beside it', async () => {
  const server = await work.serve({ TELEMETRY_DATABASE: work.path('telemetry.db') })
  const script = await fetch(`${server.url}/api/telemetry/script.js`)
  expect({ status: script.status, type: script.headers.get('content-type') }).toEqual({ status: 200, type: 'text/javascript; charset=utf-8' })
  const text = await script.text()
  expect(text).toContain('telemetry')
  expect(() => new Script(text)).not.toThrow()
  expect((await server.stop()).code).toBe(0)
})

it('the words of the Dockerfile start what is published, and its health check tells whether it is there', async () => {
  const start = wordsOf(/^CMD (\[.+\])$/m)
  const check = wordsOf(/^HEALTHCHECK .{1,100}? CMD (\[.+\])$/m)
  expect(start).toEqual(['node', 'node_modules/@parel/telemetry-server/dist/cli.js', 'serve'])
  expect(existsSync(work.path(start[1] ?? ''))).toBe(true)
  const server = await work.serve({ HOST: '0.0.0.0', NODE_ENV: 'production', TELEMETRY_ADMIN_TOKEN: 'admin-token-of-the-test-0123456789-abcdefg' })
  const asked = check.map((word) => word.replace('http://127.0.0.1:3300', server.url))
  expect(asked).not.toEqual(check)
  expect(await runWords([process.execPath, ...asked.slice(1)])).toBe(0)
  expect((await server.stop()).code).toBe(0)
  expect(await runWords([process.execPath, ...asked.slice(1)])).toBe(1)
})

it('the first lines of the guide for a server of its own make a token that opens it', async () => {
  const guide = readFileSync(join(ROOT, 'docs/guides/self-hosting.md'), 'utf8')
  const lines = /```\n([^`]+)\n```/.exec(guide)?.[1]?.split('\n') ?? []
  const serve = lines.pop()
  const home = work.path('lib')
  const typed = lines.map((line) => line.replaceAll('/var/lib/telemetry', home).replace('npx @parel/telemetry-server', '$CLI'))
  const { code, stdout } = await work.shell(typed.join(' && '))
  expect([code, serve]).toEqual([0, 'npx @parel/telemetry-server --database /var/lib/telemetry/telemetry.db'])
  const server = await work.serve({ TELEMETRY_DATABASE: join(home, 'telemetry.db'), NODE_ENV: 'production' })
  const ask = async (token: string) => (await fetch(`${server.url}/api/telemetry`, { headers: { authorization: `Bearer ${token}` } })).status
  expect([await ask(stdout.split('\n')[0] ?? ''), await ask('another')]).toEqual([200, 401])
  expect((await server.stop()).code).toBe(0)
})

it('the cron lines of the guide work on what is published', async () => {
  expect((await work.run(['token', 'new'])).code).toBe(0)
  for (const line of ["require('@parel/telemetry-server').aggregateTelemetryDaily()", "require('@parel/telemetry-server').cleanupOldTelemetry(30)"]) {
    expect(await work.node(line, { TELEMETRY_DATABASE: work.path('telemetry.db') })).toEqual({ code: 0, stdout: '', stderr: '' })
  }
})

it('the folder of the guide gives the names of the client and the cron lines', async () => {
  const guide = readFileSync(join(ROOT, 'docs/guides/own-folder.md'), 'utf8')
  const files = [...guide.matchAll(/```js\n\/\/ (lib\/\S{1,60})\n([^`]{1,2000})```/g)].map(([, file = '', text = '']) => ({ file, text }))
  const lines = [...guide.matchAll(/^0 [13] \* \* \* cd \/srv\/app && node -e "(.{1,200})"$/gm)].map((match) => match[1] ?? '')
  expect([files.length, lines.length]).toEqual([2, 2])
  symlinkSync(join(ROOT, 'packages/browser'), work.path('node_modules/@parel/telemetry-browser'))
  for (const { file, text } of files) {
    mkdirSync(dirname(work.path(file)), { recursive: true })
    writeFileSync(work.path(file), text)
  }
  expect((await work.run(['token', 'new'])).code).toBe(0)
  const names = "console.log(['trackPageView', 'trackAction', 'getAnonymousSessionId', 'batchTrackEvents'].map((name) => typeof require('./lib/telemetry/telemetry-tracker')[name]).join())"
  expect((await work.node(names)).stdout).toBe('function,function,function,function\n')
  const environment = { TELEMETRY_DATABASE: work.path('telemetry.db') }
  for (const line of lines) expect(await work.node(line, environment)).toMatchObject({ code: 0, stdout: '' })
  // The guide tells what `npm init` writes, and the cure.
  const codesWith = async (type: string) => {
    writeFileSync(work.path('package.json'), JSON.stringify({ type }))
    return Promise.all(lines.map(async (line) => (await work.node(line, environment)).code))
  }
  expect([await codesWith('commonjs'), await codesWith('module')]).toEqual([[1, 1], [0, 0]])
})
