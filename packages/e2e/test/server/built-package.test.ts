import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { describe, expect, it } from 'vitest'
import { createTelemetryServer } from '@parel/telemetry-server'
import { ROOT } from '../../src/server-process.ts'
import { createTemporaryFolder } from '../../src/temporary-folder.ts'

const run = promisify(execFile)
const post = (body: unknown) => new Request('http://host.example/api/telemetry', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

interface NodeFileTrace {
  nodeFileTrace(files: readonly string[], options: { readonly base: string }): Promise<{ readonly fileList: ReadonlySet<string> }>
}

/** A file of a folder, and all that it imports there. */
function importsOf(folder: string, file: string, found = new Set<string>()): ReadonlySet<string> {
  if (found.has(file)) return found
  found.add(file)
  for (const [, next = ''] of readFileSync(join(folder, file), 'utf8').matchAll(/(?:from |import |import\()"\.\/([\w-]+\.js)"/g)) importsOf(folder, next, found)
  return found
}

describe('the built server package', () => {
  it("is copied whole by what traces the files of a server, such as Next.js' standalone output", async () => {
    const dist = dirname(fileURLToPath(import.meta.resolve('@parel/telemetry-server')))
    // Next.js brings the tracer along, without types.
    const { nodeFileTrace } = createRequire(join(ROOT, 'packages/react/package.json'))('next/dist/compiled/@vercel/nft') as NodeFileTrace
    const { fileList } = await nodeFileTrace([join(dist, 'index.js')], { base: ROOT })
    const [ofServer, ofCommands] = [importsOf(dist, 'index.js'), importsOf(dist, 'cli.js')]
    const isOfServer = (file: string) => ofServer.has(file) || !ofCommands.has(file)
    const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(?:js|css|html)$/.test(file) && isOfServer(file))
    expect(files).toContain('store-worker.js')
    expect(files.filter((file) => !fileList.has(relative(ROOT, join(dist, file))))).toEqual([])
  })

  it('says what to do when it was bundled without its worker', async () => {
    const folder = createTemporaryFolder()
    const outfile = join(folder, 'app.mjs')
    await build({ entryPoints: [fileURLToPath(import.meta.resolve('@parel/telemetry-server'))], bundle: true, platform: 'node', format: 'esm', outfile, external: ['@axiomhq/js', '@opentelemetry/api'], logLevel: 'silent' })
    const bundled = (await import(/* @vite-ignore */ pathToFileURL(outfile).href)) as { createTelemetryServer: typeof createTelemetryServer }
    const errors: unknown[] = []
    const quiet = () => undefined
    const logger = { debug: quiet, info: quiet, warn: quiet, error: (_message: string, fields?: Readonly<Record<string, unknown>>) => void errors.push(fields?.reason) }
    const telemetry = bundled.createTelemetryServer({ database: join(folder, 'telemetry.db'), enabled: true, logger })
    expect((await telemetry.fetch(post({ type: 'page_view', page: '/dashboard' }))).status).toBe(503)
    expect(errors.join()).toContain('Keep the package out of the bundle')
    await telemetry.close()
  })

  it('runs the cron lines of the guide, and their processes end', async () => {
    const database = join(createTemporaryFolder(), 'telemetry.db')
    const telemetry = createTelemetryServer({ database, enabled: true, schedule: false })
    const yesterday = new Date(Date.now() - 86_400_000).toISOString()
    await telemetry.fetch(post([{ type: 'page_view', page: '/dashboard', createdAt: yesterday }]))
    const cron = async (call: string) => {
      const { stdout } = await run(process.execPath, ['-e', `require('@parel/telemetry-server').${call}.then((result) => console.log(JSON.stringify(result)))`], {
        cwd: import.meta.dirname,
        env: { ...process.env, TELEMETRY_DATABASE: database },
      })
      return JSON.parse(stdout) as unknown
    }
    expect(await cron('aggregateTelemetryDaily()')).toEqual([yesterday.slice(0, 10)])
    expect(await cron('aggregateTelemetryDaily()')).toEqual([])
    expect(await cron('cleanupOldTelemetry(30)')).toBe(0)
    await telemetry.close()
  })

  it('serves the dashboard and the script tag that were built with it', async () => {
    const telemetry = createTelemetryServer({ database: join(createTemporaryFolder(), 'telemetry.db'), enabled: true })
    const page = await (await telemetry.fetch(new Request('http://host.example/admin/telemetry'))).text()
    expect(page).not.toContain('__PAREL_')
    const [asset] = /\/admin\/telemetry\/assets\/[\w.-]+\.js/.exec(page) ?? []
    expect((await telemetry.fetch(new Request(`http://host.example${asset}`))).headers.get('cache-control')).toContain('immutable')
    const script = await telemetry.fetch(new Request('http://host.example/api/telemetry/script.js'))
    expect({ status: script.status, type: script.headers.get('content-type'), cors: script.headers.get('access-control-allow-origin') }).toEqual({
      status: 200, type: 'text/javascript; charset=utf-8', cors: '*',
    })
    await telemetry.close()
  })
})
