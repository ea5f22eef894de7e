import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sanitizeMetadata } from '../src'
import { sanitizeMetadata as sanitizeInPage } from '../src/page'
import { allowThings, reviewMetadata } from '../src/review'

const object = fc.dictionary(
  fc.oneof(fc.constantFrom('vet', 'captain', 'note', 'title', 'name', 'city', 'liked_by', 'plan', 'email', 'employer', 'agent', 'errors', 'list_id', 'value'), fc.string({ maxLength: 8 })),
  fc.oneof(fc.constantFrom('Priya Sharma called', 'kowalski', 'Sharma, Priya', 'San Francisco', 'Goldman Sachs', 'Math Tutor', 'pro', 'ada@example.org', 'is required', 'hot_deals_1'), fc.jsonValue({ maxDepth: 2 })),
  { maxKeys: 8 },
)

/** `42` as `ec`: a key with a number of three digits is not remembered. */
const spell = (number: number) => String(number).replace(/\d/g, (digit) => 'abcdefghij'.charAt(Number(digit)))

describe('sanitizeMetadata outside of a page', () => {
  it('judges keys as before when it has met more of them than it remembers', () => {
    const look = () => sanitizeMetadata({ plan: 'pro', apiKey: 'pro', captain: 'kowalski', user: { name: 'Sam', theme: 'dark' } })
    const before = look()
    for (let index = 0; index < 12_000; index += 10) sanitizeMetadata(Object.fromEntries(Array.from({ length: 10 }, (_, place) => [`key of ${spell(index + place)}`, true])))
    expect(look()).toEqual(before)
    expect(before).toEqual({ plan: 'pro', user: { theme: 'dark' } })
  })

  it('runs both looks', () => {
    const removed: string[] = []
    const clean = sanitizeMetadata({ email: 'ada@example.org', captain: 'kowalski', note: 'Priya Sharma called', plan: 'pro' }, { onRemoved: (rule) => removed.push(rule) })
    expect(clean).toEqual({ note: '[removed] called', plan: 'pro' })
    expect(removed).toEqual(['key', 'key', 'name'])
  })

  it('runs only the first look with `review: false`', () => {
    fc.assert(fc.property(object, (value) => { expect(sanitizeMetadata(value, { review: false })).toEqual(sanitizeInPage(value)) }))
  })

  it('changes nothing the second time', () => {
    // An object that describes a field may take a second time.
    fc.assert(fc.property(object, (value) => {
      const clean = sanitizeMetadata(sanitizeMetadata(value))
      expect(sanitizeMetadata(clean)).toEqual(clean)
    }), { numRuns: 1000 })
  })

  it('removes nothing of what the server stores from a page', () => {
    const keepsAll = (value: object) => contains(sanitizeMetadata(value), reviewMetadata(sanitizeInPage(value)))
    // A page takes the things below such a key out of their list, which is shorter then.
    expect(keepsAll({ liked_by: ['Blue Shield', 'reader'] })).toBe(true)
    // Of a number in a catalogue, a page leaves a placeholder.
    expect(keepsAll({ cas: '000A00' })).toBe(true)
    // Of a segment with a colon, too.
    expect(keepsAll({ note: '/:A/A' })).toBe(true)
    fc.assert(fc.property(object, keepsAll), { numRuns: 1000 })
  })

  it.each([
    [{ цена: 5, пароль: 'hunter2x', имя: 'Анна Иванова', 姓名: '王小明', план: 'pro' }, 'цена'],
    [{ größe: 5, grüße: 'Priya Sharma' }, 'größe'],
  ])('takes an allowed key with letters beyond ASCII for that key alone: %s', (metadata, key) => {
    expect(sanitizeMetadata(metadata, { allow: [key] })).toEqual(sanitizeMetadata(metadata))
  })

  it.each([true, false])('removes a denied key of another script alone (second look: %s)', (review) => {
    expect(sanitizeMetadata({ цена: 5, план: 7 }, { review, deny: ['цена'] })).toEqual({ план: 7 })
  })

  it('keeps an allowed key of another script in any case', () => {
    expect(sanitizeMetadata({ имя: 'Анна Иванова' }, { allow: ['Имя'] })).toEqual({ имя: 'Анна Иванова' })
  })

  it('keeps allowed keys in both looks, and removes denied ones', () => {
    expect(sanitizeMetadata({ captain: 'kowalski', plan: 'pro' }, { allow: ['captain'], deny: ['plan'] })).toEqual({ captain: 'kowalski' })
    expect(sanitizeMetadata({ from: '/users/okafor' }, { routes: ['/users/okafor'] })).toEqual({ from: '/users/okafor' })
  })

  it('never throws and never changes its input', () => {
    fc.assert(fc.property(fc.anything(), (value) => void sanitizeMetadata(value)))
    const given = { captain: 'kowalski', nested: { note: 'Priya Sharma called' } }
    const before = structuredClone(given)
    sanitizeMetadata(given)
    expect(given).toEqual(before)
  })
})

describe('below keys that sound like roles', () => {
  it.each([
    { employer: 'Goldman Sachs' }, { agent: 'Research Planner' }, { trailer: 'Night Shift' }, { connector: 'Google Sheets' }, { 'gen_ai.agent.name': 'Math Tutor' }, { manufacturer: { name: 'Acme Motors' } },
    { employer: 'Goldman Sachs', email_verified: true }, { fehler: 'Bitte Datum angeben' }, { sponsors: ['Red Hat', 'Acme Motors', 'Blue Shield'] }, { connector: 'Google Sheets', agent: 'zoom' }, { employer: 'Delta Fabrics' }, { scanner: 'Canon CanoScan' }, { trailer: 'Okta Fabrics' },
    { ingredient: 'San Marzano tomatoes' }, { incident: 'Smoke alarm in Building C' }, { router: 'Archer Wave Mesh' }, { employer: 'Deutsche Bahn' }, { manufacturer: 'Martin Guitars' }, { sponsor: 'Hugo Instruments' },
  ])('keeps the thing in %j, which a page has to remove', (metadata) => {
    expect(sanitizeMetadata(metadata)).toEqual(metadata)
    expect(sanitizeInPage(metadata)).not.toEqual(metadata)
  })

  it.each([
    { employer: 'Priya Sharma' }, { sponsor: 'Grace Hopper' }, { designer: 'Jürgen Hopper' }, { courier: 'Wang Wei' }, { driver: 'Acme Motors' }, { agent: 'Riitta Virtanen' }, { sponsor: 'Even Skoglund' }, { reviewer: 'Bunmi Kolade' }, { courier: 'Լիա Հայրապետյան' }, { planner: 'Priya Design' }, { sponsor: 'Ash Wood' }, { sponsor: 'Faith Hill' }, { sponsor: 'Canon DeLuca' }, { matter: 'Case 1042 Night Shift' }, { employer: 'Royal Sharma' }, { employer: 'American Grace' }, { sponsor: 'Hugo Park' },
    { query: 'Hauptstr. 82, Hamburg' }, { trailer: 'AB15 CDE' }, { matter: 'Estate of Ximena Ibáñez' }, { author: 'Ada Haddad <a@b.example>' }, { agent: '王芳' }, { agent: '王芳 Math Tutor' }, { agent: 'ada-7' }, { agent: 'Math Tutor', email: 'x' }, { agent: 'Math Tutor', user: { agent: 12345678 } }, { agent: 'Math Tutor a@b.example' },
    // One of them may be somebody, and the key goes with both.
    { a: { agent: 'Math Tutor' }, b: { agent: 'Priya Sharma' } }, { sponsors: ['Red Hat', 'Acme Motors', 'Priya Sharma'] }, { agent: { name: 'Math Tutor' }, user: { name: 'Red Hat' } },
    { sponsor: `Red Hat ${'and Blue Shield '.repeat(20)}` },
  ])('treats %j as a page does', (metadata) => {
    expect(allowThings(metadata, {})).toEqual({})
    expect(sanitizeMetadata(metadata)).toEqual(reviewMetadata(sanitizeInPage(metadata)))
    expect(JSON.stringify(sanitizeMetadata(metadata))).not.toMatch(/Priya|Faith|Riitta|Even|Bunmi|Հայ|Hopper|Fitz|Wei|Park|Hamburg|AB15|Xim|Haddad|王|ada|1234|Red Hat.*Blue/)
  })

  it('still removes a name below a thing', () => {
    expect(allowThings({ poster: 'Priya Sharma' }, {})).toEqual({ allow: ['poster'] })
    expect(sanitizeMetadata({ poster: 'Priya Sharma', incident: 'Called by Priya Sharma', folder: 'Invoice for Priya Sharma' })).toEqual({ poster: '[removed]', incident: 'Called by [removed]', folder: 'Invoice for [removed]' })
  })

  it('leaves names that the tables do not know to the second look, which removes any word below a person', () => {
    expect(allowThings({ teacher: { name: 'Santiago Fitzgerald' }, donor: 'Fitzgerald Park' }, {})).toEqual({ allow: ['donor'] })
    expect(sanitizeMetadata({ teacher: { name: 'Santiago Fitzgerald' }, donor: 'Fitzgerald Park' })).toEqual({ teacher: {} })
  })

  it('adds the keys it found to `allow`, and returns the same options if there are none', () => {
    const options = { allow: ['plan'], deny: ['sponsor'] }
    expect(allowThings({ employer: 'Goldman Sachs', designer: 'Priya Sharma', plan: 'Pro Plus' }, options)).toEqual({ allow: ['plan', 'employer'], deny: ['sponsor'] })
    expect(allowThings({ employer: 'acme' }, options)).toBe(options)
    expect(allowThings('Goldman Sachs', options)).toBe(options)
    expect(sanitizeMetadata({ sponsor: 'Red Hat' }, options)).toEqual({})
  })

  it('reads no further than the first look, and catches what a getter throws', () => {
    const deep = { a: { a: { a: { a: { a: { employer: 'Goldman Sachs' } } } } } }
    expect(allowThings(deep, {})).toEqual({})
    expect(allowThings({ list: Array.from({ length: 120 }, () => 1), employer: 'Goldman Sachs' }, {})).toEqual({})
    expect(allowThings({ list: [...Array.from({ length: 200 }, () => 1), { employer: 'Goldman Sachs' }] }, {})).toEqual({})
    expect(allowThings({ employer: 'Goldman Sachs', get sponsor(): string { throw new Error('no') } }, {})).toEqual({})
    expect(allowThings({ 'a@b.example': { employer: 'Goldman Sachs' } }, {})).toEqual({})
    expect(allowThings({ employer: ['Goldman Sachs', ['Red Hat']] }, {})).toEqual({})
  })

  it('reads no more of a large list than can be kept', () => {
    let reads = 0
    const leaf = { get x() { return void reads++ } }
    sanitizeMetadata({ list: Array.from({ length: 100 }, () => Array.from({ length: 100 }, () => leaf)) })
    expect(reads).toBeLessThan(1000)
  })

  it('ends with lists and objects that contain themselves', () => {
    const list: unknown[] = []
    for (let place = 0; place < 100; place++) list.push(list)
    const object: Record<string, unknown> = {}
    for (let place = 0; place < 20; place++) object[`key${place}`] = object
    const clean = sanitizeMetadata({ sponsors: list, object, agent: 'Math Tutor' })
    expect(JSON.stringify(clean).length).toBeLessThan(2000)
  })
})

/** Whether all of `part` is in `whole`: each key, and each element of a list in its order. */
function contains(whole: unknown, part: unknown): boolean {
  if (Array.isArray(part)) {
    let at = 0
    const rest = Array.isArray(whole) ? (whole as unknown[]) : []
    return part.every((element) => {
      const found = rest.findIndex((other, index) => index >= at && contains(other, element))
      at = found + 1
      return found >= 0
    })
  }
  if (typeof part === 'string' && typeof whole === 'string') return containsText(whole, part)
  if (typeof part !== 'object' || part === null) return Object.is(whole, part)
  return typeof whole === 'object' && whole !== null && Object.entries(part).every(([key, value]) => contains((whole as Record<string, unknown>)[key], value))
}

/** Whether a text has the pieces between the removals of another, in order, and nothing before the first or behind the last. */
function containsText(whole: string, part: string): boolean {
  const [first = '', ...rest] = part.split(/\[removed\]|\[id\]/)
  const last = rest.pop()
  if (last === undefined) return whole === part
  const end = whole.length - last.length
  let at = whole.startsWith(first) && whole.endsWith(last) ? first.length : Infinity
  for (const piece of rest) {
    const found = whole.indexOf(piece, at)
    at = found < 0 ? Infinity : found + piece.length
  }
  return at <= end
}
