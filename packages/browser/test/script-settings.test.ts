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
    ['flush', 'soon', '0 or more'],
    ['flush', '-1', '0 or more'],
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
    expect(check('<script defer id="p" data-tag="beta" data-routes="/u/:name" data-strict></script>', 'https://cdn.example/parel.debug.js?flush=100')).toMatchObject({
      options: { context: { tag: 'beta' }, flushIntervalMs: 100, strict: true },
      warnings: [],
    })
  })

  it.each([
    ['a misspelt attribute', '<script data-enabld="true"></script>', '', 'PAREL_W07 nothing reads data-enabld. '],
    ['a misspelt parameter', '<script></script>', '?flsh=100', 'PAREL_W07 nothing reads data-flsh. '],
    ['a share above 1', '<script data-sample="2"></script>', '', 'PAREL_W01 no data-sample="2". '],
    ['strict without routes', '<script data-strict="true"></script>', '', 'PAREL_W08 data-strict="true" does nothing alone. '],
  ])('warns about %s, with a cure', (_name, html, query, expected) => {
    const { warnings } = check(html, `https://cdn.example/parel.debug.js${query}`)
    expect(warnings).toEqual([expect.stringContaining(expected)])
  })
})
