import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { createTelemetryServer } from '@parel/telemetry-server'
import { createTemporaryFolder } from '../../src/temporary-folder.ts'

const run = promisify(execFile)
const post = (body: unknown) => new Request('http://host.example/api/telemetry', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

describe('the built server package', () => {
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
