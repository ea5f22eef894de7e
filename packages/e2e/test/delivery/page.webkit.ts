import { describe, expect, it } from 'vitest'
import { prepareWebKit, readTraces, SCRIPT_TAG, track } from '../../src/delivery/prepare-webkit.ts'
import { eventually } from '../../src/delivery/site.ts'
import type { WebKitPage } from '../../src/delivery/webkit.ts'

const set = (name: string, value: string) => `<script>Object.defineProperty(navigator, '${name}', { value: ${value} })</script>${SCRIPT_TAG}`
const POLICY = "default-src 'none'; script-src 'nonce-r4nd0m'; connect-src 'self'; img-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'"

const here = prepareWebKit({
  '/gpc': set('globalPrivacyControl', 'true'),
  '/dnt': set('doNotTrack', '"1"'),
  '/fragments': SCRIPT_TAG.replace('data-enabled', 'data-spa="hash" data-enabled'),
  '/errors': `${SCRIPT_TAG}<script>setTimeout(() => { throw new TypeError('mail ada@example.org') }); Promise.reject(new RangeError('ada@example.org'))</script>`,
  '/strict': `<meta http-equiv="content-security-policy" content="${POLICY}"><script nonce="r4nd0m">broken = []; addEventListener('securitypolicyviolation', ({ violatedDirective }) => broken.push(violatedDirective))</script>${SCRIPT_TAG.replace('<script', '<script nonce="r4nd0m"')}`,
})

const inspect = (page: WebKitPage) => page.evaluate(() => window.parel.instances.default.inspect())
const views = async (count: number) => (await here.stored('page_view', count)).map((row) => row.page).toSorted()

describe('a page in WebKit', () => {
  it('is counted once for each path of a single-page app, back and forward included', async () => {
    const page = await here.open('/a')
    await views(1)
    await page.evaluate(() => {
      history.pushState({}, '', '/b')
      history.replaceState({}, '', '/b?tab=2')
    })
    expect(await views(2)).toEqual(['/a', '/b'])
    await page.evaluate(() => history.back())
    expect(await views(3)).toEqual(['/a', '/a', '/b'])
    await page.evaluate(() => history.forward())
    expect(await views(4)).toEqual(['/a', '/a', '/b', '/b'])
    await page.close()
    expect((await here.stored('page_leave', 4)).map((row) => row.page).toSorted()).toEqual(['/a', '/a', '/b', '/b'])
  })

  it('is counted once for each fragment where an app lives in it', async () => {
    const page = await here.open('/fragments')
    await views(1)
    await page.evaluate(() => {
      location.hash = '/inbox'
    })
    expect(await views(2)).toEqual(['/fragments', '/fragments/inbox'])
    await page.close()
  })

  it('keeps the session over a reload and a navigation, and another window begins one of its own', async () => {
    const page = await here.open()
    await views(1)
    await page.reload()
    await views(2)
    await page.goto(`${here.server.url}/next`)
    expect(new Set((await here.stored('page_view', 3)).map((row) => row.sessionId)).size).toBe(1)
    expect(await here.stored('session_start', 1)).toHaveLength(1)
    const other = await here.open('/other')
    expect(new Set((await here.stored('session_start', 2)).map((row) => row.sessionId)).size).toBe(2)
    await page.close()
    await other.close()
  })

  it('comes back from the back/forward cache with its session, one more view, and goes on sending', async () => {
    const page = await here.open('/first')
    await views(1)
    await page.evaluate(() => {
      Object.assign(window, { isSame: true })
    })
    await page.goto(`${here.server.url}/second`)
    await views(2)
    await page.evaluate(() => history.back())
    expect(await views(3)).toEqual(['/first', '/first', '/second'])
    expect(await page.evaluate(() => Reflect.get(window, 'isSame'))).toBe(true)
    await track(page, 5)
    expect(await here.arrived(5)).toBe(5)
    expect(new Set((await here.server.rows()).map((row) => row.sessionId)).size).toBe(1)
    await page.close()
  })

  it('tells the kind of errors, not their message, and no place of a script that stands in the page: it has the address of the page', async () => {
    const page = await here.open('/errors')
    const told = (await here.stored('error', 2)).map(({ metadata }) => metadata as { readonly errorName: string })
    expect(told.toSorted((a, b) => (a.errorName > b.errorName ? 1 : -1))).toEqual([
      { source: 'rejection', errorName: 'RangeError' },
      { source: 'error', errorName: 'TypeError' },
    ])
    await page.close()
  })

  it('records its calls without a status, which WebKit does not tell, so that none counts as failed', async () => {
    const page = await here.open()
    await page.evaluate(async () => {
      await (await fetch('/api/user/42?secret=1')).text()
    })
    const [call] = await here.stored('api_call', 1)
    expect([call?.page, call?.metadata, typeof call?.duration]).toEqual(['/api/user/[id]', null, 'number'])
    await page.close()
  })

  it('records with its script tag under a strict policy with Trusted Types', async () => {
    const page = await here.open('/strict')
    expect(await views(1)).toEqual(['/strict'])
    expect(await page.evaluate(() => Reflect.get(window, 'broken') as string[])).toEqual([])
    await page.close()
  })
})

describe('the choice of the visitor in WebKit', () => {
  it.each(['/gpc', '/dnt'])('is honoured without a request and a trace: %s', async (path) => {
    const page = await here.open(path)
    await track(page, 20)
    expect((await inspect(page)).state).toBe('signal')
    expect(await readTraces(page)).toEqual([])
    await here.hearLastOf(page)
    expect(here.server.requests).toHaveLength(0)
  })

  it('empties queue, outbox and storage at an opt-out, and ends the recording in the other windows', async () => {
    here.server.behave({ status: 503, headers: { 'retry-after': '1' } })
    const other = await here.open('/other')
    const page = await here.open()
    await track(page, 100)
    await eventually(() => here.server.requests.length, (count) => count >= 2)
    expect(await readTraces(page)).toContain('parel-telemetry')
    here.server.behave()
    await page.evaluate(() => window.parel('optOut'))
    expect(await eventually(() => readTraces(page), (traces) => traces.length === 1)).toEqual(['parel.optout'])
    expect(await eventually(async () => (await inspect(other)).state, (state) => state !== 'recording')).toBe('opted-out')
    await page.close()
    await here.hearLastOf(other)
    expect(await here.server.rows()).toEqual([])
  })
})
