import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTelemetryServer, memoryStore, StoreUnavailableError, type TelemetryServerOptions } from '../../src/index'
import { fakeStore } from './fake-store'

const token = 'test-token-0123456789-abcdefghijklmn'
let directory = ''

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'dashboard-'))
  await mkdir(join(directory, 'assets'))
  const html = '<html data-api="__PAREL_API__" data-base="__PAREL_BASE__"><noscript>__PAREL_NOSCRIPT__</noscript><script src="__PAREL_BASE__/assets/main-abc.js"></script></html>'
  await writeFile(join(directory, 'index.html'), html)
  await writeFile(join(directory, 'assets', 'main-abc.js'), 'export {}')
  await writeFile(join(directory, 'secret.txt'), 'secret')
})
afterAll(() => rm(directory, { recursive: true }))

const get = (path: string, options: TelemetryServerOptions = {}, headers: Record<string, string> = {}, context = {}) =>
  createTelemetryServer({ store: fakeStore(), adminToken: token, dashboardDirectory: directory, ...options }).fetch(new Request(`http://host.example${path}`, { headers }), context)

describe('the page', () => {
  it.each([
    ['/admin/telemetry', {}, {}, '/admin/telemetry', '/api/telemetry'],
    ['/admin/telemetry/', {}, {}, '/admin/telemetry', '/api/telemetry'],
    ['/tools/admin/telemetry', { basePath: '/tools' }, {}, '/tools/admin/telemetry', '/tools/api/telemetry'],
    ['/mounted/admin/telemetry', {}, { mountPath: '/mounted' }, '/mounted/admin/telemetry', '/mounted/api/telemetry'],
    ['/stats', { dashboardPath: '/stats', apiPath: '/collect' }, {}, '/stats', '/collect'],
  ])('at %s names the addresses that hold there', async (path, options, context, base, api) => {
    const text = await (await get(path, options, {}, context)).text()
    expect(text).toContain(`<html data-api="${api}" data-base="${base}">`)
    expect(text).toContain(`src="${base}/assets/main-abc.js"`)
  })

  it('comes with a strict policy', async () => {
    const { headers } = await get('/admin/telemetry')
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'",
    )
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('strict-transport-security')).toBeNull()
  })

  it('shows totals without scripts only to who may see them', async () => {
    expect(await (await get('/admin/telemetry')).text()).not.toContain('<table>')
    const text = await (await get('/admin/telemetry', {}, { authorization: `Bearer ${token}` })).text()
    expect(text).toContain('<th scope="row">Page views</th><td>0</td>')
    expect(text).toContain('<th scope="row">Error rate</th><td>–</td>')
  })

  it('is delivered while the store is away, so that it can say so and load the numbers when it is back', async () => {
    const store = { ...fakeStore(), readTotals: () => Promise.reject(new StoreUnavailableError('/secret/path is away.')) }
    const page = await get('/admin/telemetry', { store }, { authorization: `Bearer ${token}` })
    const text = await page.text()
    expect([page.status, text]).toEqual([200, expect.stringContaining('The totals cannot be read at the moment.')])
    expect(text).not.toContain('/secret/path')
  })

  it('tells lengths without scripts as the guide does', async () => {
    const store = memoryStore()
    const telemetry = createTelemetryServer({ store, enabled: true, adminToken: token, dashboardDirectory: directory })
    await telemetry.client.batchTrackEvents([{ type: 'session_end', sessionId: 'abc-123-def-456', duration: 423_000 }])
    await telemetry.client.flush()
    const page = await telemetry.fetch(new Request('http://host.example/admin/telemetry', { headers: { authorization: `Bearer ${token}` } }))
    expect(await page.text()).toContain('<th scope="row">Average session</th><td>7m 3s</td>')
  })

  it('is not sent again when it is known', async () => {
    const etag = (await get('/admin/telemetry')).headers.get('etag') ?? ''
    expect((await get('/admin/telemetry', {}, { 'if-none-match': etag })).status).toBe(304)
    // A proxy that packs it makes the tag a weak one.
    expect((await get('/admin/telemetry', {}, { 'if-none-match': `"another", W/${etag}` })).status).toBe(304)
    // Apache writes into it how.
    expect((await get('/admin/telemetry', {}, { 'if-none-match': etag.replace(/"$/, '-gzip"') })).status).toBe(304)
    // Whatever it bears.
    expect((await get('/admin/telemetry', {}, { 'if-none-match': '*' })).status).toBe(304)
  })

  it('says so when it was not built', async () => {
    const answer = await get('/admin/telemetry', { dashboardDirectory: join(directory, 'nothing') })
    expect({ status: answer.status, body: await answer.json() }).toMatchObject({ status: 404, body: { error: { code: 'dashboard_missing' } } })
  })
})

describe('a file of the page', () => {
  it('is kept for ever', async () => {
    const answer = await get('/admin/telemetry/assets/main-abc.js')
    expect({ cache: answer.headers.get('cache-control'), type: answer.headers.get('content-type'), text: await answer.text() }).toEqual({
      cache: 'public, max-age=31536000, immutable', type: 'text/javascript; charset=utf-8', text: 'export {}',
    })
    expect((await get('/admin/telemetry/assets/main-abc.js', {}, { 'if-none-match': answer.headers.get('etag') ?? '' })).status).toBe(304)
  })

  it.each(['/assets/../secret.txt', '/assets/..%2fsecret.txt', '/assets/%252e%252e%252fsecret.txt', '/assets/', '/secret.txt'])('does not exist beside the fixed set: %s', async (path) => {
    const answer = await get(`/admin/telemetry${path}`)
    expect(await answer.text()).not.toContain('secret')
    expect(answer.status).toBe(404)
  })
})
