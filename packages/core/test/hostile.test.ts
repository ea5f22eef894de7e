import { describe, expect, it } from 'vitest'
import { anonymizeText, anonymizeUrl, createRouteMatcher, sanitizeMetadata } from '../src/page'
import { reviewMetadata, reviewText } from '../src/review'

// What makes careless patterns run for seconds: one class of characters for ever, and the end that makes it fail.
const UNITS = ['a', 'A', 'aA', '1', 'a1', '/', '//', '\\', '/a', '/..', '.', 'a.', '%', '%25', '%2e', '-', '_', '(', ')', '[', '{"a":', '[[', '@', 'x@', ' ', '\n', '+', '+1 ', '1 ', '1-', ':', '::', '://', 'a:', ';', '#', '#/', '?', '=', 'key=', 'token:', '"', "'", '-----BEGIN ', 'eyJ', '٤', '＠', '\ud800', 'é', '日']
const LENGTH = 100_000
const hostile = UNITS.flatMap((unit) => ['', '!', '\n', '@', 'é'].map((end) => unit.repeat(LENGTH / unit.length) + end))

describe('100 kB of anything', () => {
  it('becomes a short route', () => {
    for (const text of hostile) expect(anonymizeUrl(text).length).toBeLessThan(2048)
  })

  it('becomes a short text', () => {
    for (const text of hostile) expect(anonymizeText(text).length).toBeLessThan(2048)
  })

  it('becomes short metadata, as a value and as a key', () => {
    for (const text of hostile) expect(JSON.stringify(sanitizeMetadata({ [text]: 1, a: text, b: [text] })).length).toBeLessThan(2048)
  })

  it('does not slow down the matching of declared routes', () => {
    const routes = UNITS.map((unit) => `/${unit.repeat(200)}/:a/*`)
    for (const text of hostile) expect(anonymizeUrl(text, { routes }).length).toBeLessThan(2048)
  })
})

// Words that announce a secret or a name, repeated; the digit before them gets the text past the fast path.
const CUES = ['pw=', 'token-', 'passwort:', 'session ', 'call me at ', 'call me ', 'ed', 'thanks Sarah ', 'assigned to ', 'x at ', 'jane [at] ', '12 rue de la ', '1 A ', 'linkedin.com/in/', 'born 1 ', 'Ada Lovelace ', 'alice,', 'jane_', 'محمد ', 'عبد ', 'คุณสมศักดิ์', '\u064b', 'र\u094d']

/** Milliseconds of this process alone, for others may be at work; the least of three, and two more, so that what takes next to nothing has no say. */
const cost = (text: string) => 2 + Math.min(...[1, 2, 3].map(() => {
  const start = process.cpuUsage()
  reviewText(text)
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}))

it.each(CUES)('takes the second look no more than linear time: %s', (cue) => {
  const text = `1 ${cue.repeat(LENGTH / cue.length)}`
  // Four times as long: 4 would be fair, 16 is the square.
  expect(cost(text) / cost(text.slice(0, LENGTH / 4))).toBeLessThan(10)
  expect(JSON.stringify(reviewMetadata({ x: text, worker: text })).length).toBeLessThan(2048)
})

it('reads routes that branch at every segment without trying every way', () => {
  const deep = Array.from({ length: 24 }, () => 'a')
  const routes = deep.map((_, index) => `/${deep.map((part, at) => (at === index ? ':x' : part)).join('/')}`)
  expect(createRouteMatcher(routes).match([...deep.slice(1), 'b', 'b'])).toBeNull()
})
