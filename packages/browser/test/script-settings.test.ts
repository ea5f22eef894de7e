import { describe, expect, it } from 'vitest'
import { listSettings, readCheckedSettings } from '../src/check-settings'
import { readScriptSettings } from '../src/script-settings'

describe('the settings of the script tag', () => {
  const read = (settings: Record<string, string>) => {
    const warnings: string[] = []
    const result = readScriptSettings((name) => settings[name], 'shop.example', (message) => warnings.push(message))
    return { ...result, warnings }
  }

  it('are all optional', () => {
    expect(read({})).toMatchObject({ instance: 'default', auto: true, options: { endpoint: '/api/telemetry', requireConsent: false }, warnings: [] })
  })

  it.each([
    [{}, [true, true, true, true, false]],
    [{ plausible: '' }, [true, true, true, true, true]],
    [{ 'api-calls': 'false', errors: 'false', clicks: 'false' }, [true, false, false, false, false]],
  ])('turn captures on and off: %o', (settings, expected) => {
    expect(read(settings).options.capture?.map(Boolean)).toEqual(expected)
  })

  it.each([
    ['endpoint', '/t', { endpoint: '/t' }],
    ['enabled', 'true', { enabled: true }],
    ['enabled', '', { enabled: true }],
    ['domains', 'shop.example,www.shop.example', { enabled: undefined }],
    ['domains', 'other.example', { enabled: false }],
    ['domains', '', { enabled: undefined }],
    ['routes', '', { routes: undefined }],
    ['routes', '/u/:name, /docs/*', { routes: ['/u/:name', '/docs/*'] }],
    ['respect-dnt', 'false', { respectSignals: false }],
    ['sample', '0.5', { sampleRate: 0.5 }],
    ['flush', '2000', { flushIntervalMs: 2000 }],
    ['consent', 'required', { requireConsent: true }],
    ['persistence', 'memory', { persistence: 'memory' }],
    ['tag', 'beta', { context: { tag: 'beta' } }],
  ])('read data-%s="%s"', (name, value, expected) => {
    expect(read({ [name]: value }).options).toMatchObject(expected)
  })

  it('find an IPv6 address in data-domains, with and without a port', () => {
    const findIn = (domains: string) => readScriptSettings((name) => (name === 'domains' ? domains : null), '[fd00::1]', () => {}).options.enabled
    expect(['[fd00::1]', 'http://[FD00::1]:8080/', '[fd00::2]'].map(findIn)).toEqual([undefined, undefined, false])
  })

  it.each(['Shop.Example', 'shop.example:8080', 'https://shop.example/', 'other.example, http://shop.example:3000/cart'])('find the host in data-domains="%s"', (domains) => {
    expect(read({ domains }).options).toMatchObject({ enabled: undefined })
  })

  it.each(['shop.example.org', 'example', 'https://', 'my shop.example', '*', 'other.example/shop.example', 'https://other.example/?from=shop.example'])('do not find it in data-domains="%s"', (domains) => {
    expect(read({ domains }).options).toMatchObject({ enabled: false })
  })

  it.each([
    ['', true],
    ['true', true],
    ['yes', true],
    ['false', false],
  ])('wait for consent whenever it is mentioned, as in data-consent="%s"', (consent, requireConsent) => {
    expect(read({ consent }).options).toMatchObject({ requireConsent })
  })

  it.each([
    ['spa', 'react', 'history, hash, false'],
    ['storage', '', 'session, memory'],
    ['flush', 'soon', '0 or more'],
    ['flush', '-1', '0 or more'],
    ['sample', '50%', '0 to 1'],
    ['sample', '50', '0 to 1'],
    ['enabled', 'yes', 'true, false'],
  ])('warn about data-%s="%s" and list what it accepts', (name, value, cure) => {
    const { warnings } = read({ [name]: value })
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toContain(`data-${name}="${value}"`)
    expect(warnings[0]).toContain(cure)
  })
})

describe('the readable script', () => {
  const check = (html: string, address = 'https://cdn.example/parel.debug.js') => {
    const script = document.createRange().createContextualFragment(html).querySelector('script')
    const { searchParams } = new URL(address)
    const warnings: string[] = []
    const { options } = readCheckedSettings((name) => script?.getAttribute(`data-${name}`) ?? searchParams.get(name), 'shop.example', (message) => warnings.push(message), listSettings(script, searchParams))
    return { options, warnings }
  }

  it('reports nothing about a tag without mistakes, and reads the same settings', () => {
    expect(check('<script defer id="p" data-tag="beta" data-routes="/u/:name" data-strict data-endpoint="/t" data-exclude="/cart, /admin*"></script>', 'https://cdn.example/parel.debug.js?flush=100')).toMatchObject({
      options: { context: { tag: 'beta' }, flushIntervalMs: 100, strict: true },
      warnings: [],
    })
  })

  it('reports nothing about domains where the tag itself says off', () => {
    expect(check('<script data-enabled="false" data-domains="other.example"></script>').warnings).toEqual([])
  })

  it('knows data-enabled on a host that is in no list of domains, too', () => {
    expect(check('<script data-enabled="true" data-domains="other.example"></script>').warnings).toEqual([expect.stringContaining('PAREL_W05 off: ')])
  })

  it.each([
    ['a misspelt attribute', '<script data-enabld="true"></script>', '', 'PAREL_W07 nothing reads data-enabld. '],
    ['a misspelt parameter', '<script></script>', '?flsh=100', 'PAREL_W07 nothing reads data-flsh. '],
    ['an endpoint that is no address', '<script data-endpoint="http://["></script>', '', 'PAREL_W01 no data-endpoint="http://[". Use '],
    ['a path that matches nothing', '<script data-exclude="/cart, */admin"></script>', '', 'PAREL_W01 no data-exclude="/cart, */admin". Use paths that start with a slash'],
    ['a path with letters that are encoded in addresses', '<script data-exclude="/cart, /bücher*"></script>', '', 'PAREL_W01 no data-exclude="/cart, /bücher*". Use paths that start with a slash'],
    ['a route that is encoded', '<script data-routes="/cart, /b%C3%BCcher/:name"></script>', '', 'PAREL_W01 no data-routes="/cart, /b%C3%BCcher/:name". Use routes as they are read'],
    ['strict without routes', '<script data-strict="true"></script>', '', 'PAREL_W08 data-strict="true" does nothing alone. '],
    ['domains that lack this one', '<script data-domains="bücher.example"></script>', '', 'PAREL_W05 off: shop.example is not in data-domains="bücher.example". Add '],
    ['a wildcard for domains', '<script data-domains="*.example"></script>', '', 'PAREL_W05 off: shop.example is not in data-domains="*.example". Add '],
  ])('warns about %s, with a cure', (_name, html, query, expected) => {
    const { warnings } = check(html, `https://cdn.example/parel.debug.js${query}`)
    expect(warnings).toEqual([expect.stringContaining(expected)])
  })
})
