import { PERSONAL_DATA } from '@parel/telemetry-testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  anonymizeText, anonymizeUrl, encodePayload, isRefusal, MAX_EVENT_BYTES, MAX_ROUTE_SEGMENTS, MAX_SEGMENT_LENGTH, parsePayload, prepareEvent, sanitizeMetadata,
} from '../src/page'

const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: 'grapheme', maxLength: 300 }), fc.webUrl({ withFragments: true, withQueryParameters: true }))
/** Texts made of what addresses and secrets are made of, which random letters hardly ever hit. */
const pieces = fc.constantFrom('/', '//', '\\', '..', '.', '%2e', '%2F', '%', '%25', ';', ':', '?', '#', '#/', '#!/', '@', '＠', '(', ')', '[id]', '[opaque]', '[removed]', 'http:', 'https://', 'data:', 'file:', ' ', '\t', '\n', '\0', '-', '_', 'a', 'api', 'users', '42', '2024', '05', 'v1', 'token=', 'é', '٤', '\ud800', 'Xq7', 'localhost:3000')
const address = fc.oneof(anyText, fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join('')))
const routes = ['/', '/u/:name', '/u/settings', '/docs/*', '/shop/[slug]/edit', '/a/:b?/c', '/@:handle', '/x/[[...all]]', '/help-100-customers']
const anyValue = fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withNullPrototype: true, withTypedArray: true, withObjectString: true, withBoxedValues: true, withUnicodeString: true })
const datum = fc.constantFrom(...PERSONAL_DATA).map(({ value }) => value)
const word = fc.constantFrom('orders', 'edit', 'a', 'plan', 'the list of', 'x.y')

describe('anonymizeUrl', () => {
  it.each([
    ['without routes', {}],
    ['with routes', { routes }],
    ['in strict mode', { routes, strict: true }],
  ])('changes nothing the second time, %s', (_name, options) => {
    fc.assert(fc.property(address, (text) => {
      const route = anonymizeUrl(text, options)
      expect(anonymizeUrl(route, options)).toBe(route)
    }), { numRuns: 500 })
  })

  it('returns a route within the limits, or the placeholder', () => {
    fc.assert(fc.property(address, (text) => {
      const route = anonymizeUrl(text)
      const segments = route.split('/').slice(1)
      expect(route === '[opaque]' || route.startsWith('/')).toBe(true)
      expect(segments.length).toBeLessThanOrEqual(MAX_ROUTE_SEGMENTS)
      for (const segment of segments) {
        expect(segment.length).toBeLessThanOrEqual(MAX_SEGMENT_LENGTH)
        expect(segment).toMatch(/^(?:\[id\]|[\w.,\-ß-öø-ſ]*)$/)
      }
    }), { numRuns: 500 })
  })

  it('keeps only declared words in strict mode', () => {
    const words = new Set(routes.flatMap((route) => route.split('/')))
    fc.assert(fc.property(address, (text) => {
      const route = anonymizeUrl(text, { routes, strict: true })
      for (const segment of route === '[opaque]' ? [] : route.split('/')) expect(segment === '[id]' || words.has(segment)).toBe(true)
    }), { numRuns: 500 })
  })

  it('lets no personal data through, at any position', () => {
    fc.assert(fc.property(fc.array(word), datum, fc.array(word), fc.constantFrom('', 'https://shop.example', '//shop.example', '/#'), (before, value, after, start) => {
      const route = anonymizeUrl(`${start}/${[...before, encodeURIComponent(value), ...after].join('/')}`)
      expect(route).not.toContain(value)
      expect(route).not.toContain(encodeURIComponent(value))
    }))
  })
})

describe('anonymizeText', () => {
  it('changes nothing the second time', () => {
    fc.assert(fc.property(address, (text) => {
      const clean = anonymizeText(text)
      expect(anonymizeText(clean)).toBe(clean)
    }), { numRuns: 500 })
  })

  it('lets no personal data through, at any position', () => {
    fc.assert(fc.property(word, datum, word, fc.constantFrom(' ', '=', ': ', '"', ', ', '(', '\n'), (before, value, after, between) => {
      expect(anonymizeText(before + between + value + between + after)).not.toContain(value)
    }))
  })
})

describe('a text on the fast path', () => {
  it('is one that the rules would not change', () => {
    const piece = fc.oneof(fc.constantFrom(' ', '_', '-', '.', ', ', '!', '(', 'order', 'key', 'Xqzrtwkp', 'user', 'a', '1', '42', '999', '2024'), fc.stringMatching(/^[A-Za-z]{1,10}$/))
    fc.assert(fc.property(fc.array(piece, { maxLength: 8 }).map((parts) => parts.join('')), (text) => {
      // The semicolon makes every text worth a look. A number is judged otherwise when it is the whole text.
      fc.pre(!/^\d+$/.test(text))
      expect(anonymizeText(`${text} ;`)).toBe(`${anonymizeText(text)} ;`)
    }), { numRuns: 2000 })
  })
})

describe('sanitizeMetadata', () => {
  it('returns JSON within the limits for any input, and changes nothing the second time', () => {
    fc.assert(fc.property(anyValue, (value) => {
      const clean = sanitizeMetadata(value)
      const json = JSON.stringify(clean)
      expect(JSON.parse(json)).toEqual(clean)
      expect(new TextEncoder().encode(json).length).toBeLessThan(MAX_EVENT_BYTES)
      expect(sanitizeMetadata(clean)).toEqual(clean)
    }), { numRuns: 500 })
  })

  it('lets no personal data through, at any position', () => {
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof({ depthSize: 'small' }, datum, word, fc.integer(), fc.array(tie('tree'), { maxLength: 3 }), fc.dictionary(fc.oneof(word, datum), tie('tree'), { maxKeys: 3 })),
    }))
    fc.assert(fc.property(tree, (value) => {
      const json = JSON.stringify(sanitizeMetadata({ value, text: JSON.stringify(value) }))
      for (const { value: secret } of PERSONAL_DATA) expect(json).not.toContain(secret)
    }), { numRuns: 300 })
  })
})

describe('client and server', () => {
  const draft = fc.record({
    type: fc.constantFrom('page_view', 'action', 'error', 'api_call'),
    page: address,
    action: anyText,
    duration: fc.oneof(fc.double(), fc.constant(null)),
    metadata: fc.oneof(fc.dictionary(fc.string({ maxLength: 12 }), anyValue, { maxKeys: 5 }), fc.constant(null)),
  })
  it.each([
    ['without routes', {}],
    ['in strict mode', { routes, strict: true }],
  ])('agree about every event, %s', (_name, cleaning) => {
    fc.assert(fc.property(draft, (input) => {
      const event = prepareEvent(input, { id: 's1-0', createdAt: 1000, sessionId: 'abc-123', platform: 'web', ...cleaning })
      if (isRefusal(event)) return
      const body = encodePayload({ stream: 's1', firstSequence: 0, sessionId: 'abc-123', platform: 'web', baseTime: 1000 }, [event])
      const parsed = parsePayload(JSON.parse(body), { receivedAt: 2000, createId: () => '', ...cleaning })
      expect(parsed).toMatchObject({ ok: true, events: [event], removed: new Map(), dropped: new Map() })
    }), { numRuns: 300 })
  })
})
