import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { readClientScript, readIntegrity } from '../../src/delivery/client-script.ts'
import type { FaultServerOptions } from '../../src/delivery/fault-server.ts'
import { prepareSite } from '../../src/delivery/prepare-site.ts'
import { eventually } from '../../src/delivery/site.ts'

// The line and its hash as the guide gives them, because that is what people copy.
const GUIDE = readFileSync(new URL('../../../../docs/guides/script-tag.md', import.meta.url), 'utf8')
const STUB = /<script>(window\.parel=.*)<\/script>/.exec(GUIDE)?.[1] ?? ''
const STUB_HASH = /'(sha256-[^']+)'/.exec(GUIDE)?.[1] ?? ''
const ON = 'data-enabled="true" data-allow-bots="true" data-flush="100"'

const here = prepareSite()

async function open(html: string, options: FaultServerOptions = {}): Promise<{ noise: string[]; page: Page }> {
  await here.reopen({ ...options, html: () => `<!doctype html>${html}` })
  const page = await here.chromium.newPage('about:blank')
  const noise: string[] = []
  page.on('console', (message) => noise.push(message.text()))
  page.on('pageerror', (error) => noise.push(error.message))
  await page.goto(`${here.site.server.url}/orders/4711?token=abc`)
  return { noise, page }
}

const types = async (count: number) =>
  (await eventually(() => here.site.server.rows(), (rows) => rows.length >= count)).map(({ type, page, action }) => [type, page, action])

describe('the script tag', () => {
  it('records with its attributes alone, under a strict policy with Trusted Types', async () => {
    const policy = `default-src 'none'; script-src 'nonce-r4nd0m' '${STUB_HASH}'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'`
    const { noise } = await open(`<script>${STUB}</script><script nonce="r4nd0m" src="/parel.js" ${ON}></script>`, { pageHeaders: { 'content-security-policy': policy } })
    expect(await types(2)).toContainEqual(['page_view', '/orders/[id]', null])
    expect(noise).toEqual([])
  })

  it('publishes the hash of the line that collects calls', () => {
    expect(STUB_HASH).toBe(`sha256-${createHash('sha256').update(STUB).digest('base64')}`)
  })

  it.each([
    ['async', `<script async src="/parel.js" ${ON}></script>`],
    ['defer', `<script defer src="/parel.js" ${ON}></script>`],
    ['a script that inserts it', `<script>document.head.append(Object.assign(document.createElement('script'),{src:'/parel.js?enabled=true&allow-bots=true&flush=100'}))</script>`],
  ])('reads its settings with %s', async (_name, html) => {
    await open(html)
    expect(await types(2)).toContainEqual(['page_view', '/orders/[id]', null])
  })

  it('starts nothing as a module, which does not know its tag and so not whether that asks for consent', async () => {
    const { noise, page } = await open(`<script type="module" src="/parel.js" data-consent="required" ${ON}></script>`)
    expect(await page.evaluate(() => ['ParelTelemetry' in window, 'parel' in window])).toEqual([true, false])
    await here.site.hearLastOf(page)
    expect([noise, here.site.server.requests]).toEqual([[], []])
  })

  it.each([
    ['as a module', `<script type="module" src="/parel.debug.js" ${ON}></script>`],
    ['in a shadow root', `<body><script>document.body.attachShadow({mode:'open'}).append(Object.assign(document.createElement('script'),{src:'/parel.debug.js'}))</script>`],
  ])('says in the readable file why it starts nothing %s', async (_name, html) => {
    const { noise, page } = await open(html)
    expect(await eventually(() => noise, ({ length }) => length > 0)).toEqual([expect.stringContaining('PAREL_W09 nothing started')])
    expect(await page.evaluate(() => 'parel' in window)).toBe(false)
  })

  it('takes no settings from an image that somebody named like the tag', async () => {
    const { page } = await open(`<img name="currentScript" data-endpoint="/evil" ${ON}><script src="/parel.js" data-consent="required" ${ON}></script>`)
    expect(await page.evaluate(() => ['ParelTelemetry' in window, 'parel' in window])).toEqual([true, false])
    await here.site.hearLastOf(page)
    expect(here.site.server.requests).toEqual([])
  })

  it('says which method it does not know, and does not throw', async () => {
    const { noise, page } = await open(`<script src="/parel.js" ${ON}></script>`)
    await page.evaluate(() => window.parel('trackEverything'))
    expect(noise).toEqual([expect.stringContaining('PAREL_W03 no parel("trackEverything")')])
  })

  it('records clicks inside of components and pictures', async () => {
    const { page } = await open(`<script src="/parel.js" ${ON}></script><div></div><button data-parel-action="picture"><svg><path d="M0 0h9v9z"/></svg></button>`)
    await page.evaluate(() => {
      const root = document.querySelector('div')!.attachShadow({ mode: 'open' })
      root.innerHTML = '<button data-parel-action="component"><b>x</b></button>'
      for (const inner of [root.querySelector('b'), document.querySelector('path')]) inner?.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }))
    })
    const rows = await types(4)
    for (const name of ['component', 'picture']) expect(rows).toContainEqual(['action', '/orders/[id]', name])
  })

  it('replays the calls that were made before it arrived', async () => {
    await open(`<script>${STUB};parel('trackAction','early')</script><script src="/parel.js" ${ON}></script>`)
    expect(await types(3)).toContainEqual(['action', '/orders/[id]', 'early'])
  })

  it('reads the same settings from its address', async () => {
    await open('<script src="/parel.js?enabled=true&allow-bots=true&flush=100&tag=beta"></script>')
    await types(2)
    expect((await here.site.server.rows()).find(({ type }) => type === 'page_view')?.metadata).toEqual({ tag: 'beta' })
  })

  it('works in a page without a charset, where it is read as Windows-1252', async () => {
    const { noise } = await open(`<script src="/parel.js" ${ON} data-routes="/orders/:id" data-strict="true"></script>`, { pageHeaders: { 'content-type': 'text/html' } })
    expect(await types(2)).toContainEqual(['page_view', '/orders/[id]', null])
    expect(noise).toEqual([])
    expect(readClientScript()).toMatch(/^[\n -~]*$/)
  })

  it('is off on localhost unless asked, and says so in one line', async () => {
    const { noise, page } = await open('<script src="/parel.js"></script>')
    expect(noise).toHaveLength(1)
    expect(noise[0]).toBe('[parel] PAREL_W05 off: localhost. On with data-enabled="true"')
    await here.site.hearLastOf(page)
    expect(here.site.server.requests).toHaveLength(0)
  })

  it('tells a Plausible script on the page of views and actions, cleaned, once each', async () => {
    const queue = 'window.told=[];window.plausible=(...call)=>told.push(call)'
    const { noise, page } = await open(`<script>${queue}</script><script src="/parel.js" data-plausible ${ON}></script>`)
    await types(2)
    await page.evaluate(() => {
      history.pushState(null, '', '/u/ada@example.org?token=abc')
      window.parel('trackAction', 'save', undefined, undefined, { plan: 'pro', email: 'ada@example.org', step: 2 })
    })
    await types(5)
    const told = await page.evaluate(() => Reflect.get(window, 'told') as unknown)
    const about = (route: string, props = {}) => ({ url: here.site.server.url + route, u: here.site.server.url + route, props })
    expect(told).toEqual([
      ['pageview', about('/orders/[id]')],
      ['pageview', about('/u/[id]')],
      ['save', about('/u/[id]', { plan: 'pro', step: '2' })],
    ])
    expect(noise).toEqual([])
  })

  it('starts a further client under a name of its own', async () => {
    const { page } = await open(`<script src="/parel.js" ${ON}></script><script src="/parel.js" ${ON} data-instance="admin"></script>`)
    const names = await page.evaluate(() => Object.keys(window.parel.instances))
    expect(names).toEqual(['default', 'admin'])
  })

  it('speaks to the client without a name, whichever of several tags came first', async () => {
    const { page } = await open(`<script src="/parel.js" ${ON} data-instance="admin"></script><script src="/parel.js" ${ON}></script>`)
    const heard = await page.evaluate(() => {
      window.parel('trackAction', 'save')
      return Object.entries(window.parel.instances).map(([name, client]) => [name, client.inspect().recent.some(({ action }) => action === 'save')])
    })
    expect(heard).toEqual([['admin', false], ['default', true]])
  })

  it('records marked clicks and calls of the api, and not its own', async () => {
    const { page } = await open(`<script src="/parel.js" ${ON}></script><button data-parel-action="signup" data-parel-plan="pro">Go</button>`)
    await page.evaluate(async () => {
      document.querySelector('button')?.click()
      await fetch('/api/user/42?secret=1')
    })
    const rows = await types(4)
    expect(rows).toContainEqual(['action', '/orders/[id]', 'signup'])
    expect(rows.filter(([type]) => type === 'api_call')).toEqual([['api_call', '/api/user/[id]', null]])
  })

  it('is the file that its published hash describes', () => {
    const { actual, published } = readIntegrity()
    expect(actual).toEqual(published)
  })
})
