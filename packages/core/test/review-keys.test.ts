import { describe, expect, it } from 'vitest'
import { type Metadata, sanitizeMetadata } from '../src/page'
import { reviewMetadata } from '../src/review'

describe("a key that is a person's name", () => {
  it.each(['Priya Sharma', 'Sharma, Priya', 'Dr. Watson', 'Maria van Dijk', 'MARIA GONZALEZ', 'Иван Петров', 'Priya_Sharma', 'Anna-Kowalska', 'Olga.Petrova', 'Ahmed_Hassan_Ali', 'PriyaSharma', 'MariaKowalskaLopez'])('goes with its value: %s', (key) => {
    expect(reviewMetadata(sanitizeMetadata({ [key]: 'x', n: 1 }))).toEqual({ n: 1 })
    expect(reviewMetadata({ held: JSON.stringify({ [key]: { a: 1 } }) })).toEqual({ held: '{}' })
    expect(reviewMetadata({ rows: [{ [key]: 1 }] })).toEqual({ rows: [{}] })
  })

  it.each([
    'First Name', 'Order Total', 'Sign Up', 'San Francisco', 'Jordan Trip', 'Billing Address', 'Content-Type', 'X-Request-Id', 'User_Agent', 'HTTP_HOST', 'XSRF-TOKEN', 'Mark Complete', 'Dark Mode',
    'Guten Morgen', 'Prix Total', 'Time On Page', 'Ana Sayfa', 'Harry Potter', 'Rolls-Royce', 'OrderTotal', 'UserName', 'BillTo', 'MarkRead', 'PriyaX', 'priyaSharma', 'Priya', 'priya_sharma', 'Dr', 'A B',
  ])('is not %s', (key) => {
    const metadata = { [key]: 1 }
    expect(reviewMetadata(metadata)).toBe(metadata)
  })

  it('is kept if the app allows it', () => {
    const metadata = { 'Priya Sharma': 1 }
    expect(reviewMetadata(metadata, { allow: ['priya_sharma'] })).toBe(metadata)
  })

  it('is kept in a list of brands or works, but not below a single one', () => {
    expect(reviewMetadata({ brands: { 'Ralph Lauren': 5 }, brand: { 'Ralph Lauren': 5 }, x: { 'Ralph Lauren': 5 } })).toEqual({ brands: { 'Ralph Lauren': 5 }, brand: {}, x: {} })
  })

  it('is recognized only up to the maximum length of a key', () => {
    expect(Object.keys(reviewMetadata({ 'Maria Alexandra Petrova-Konstantinopoulou': 1, 'Maria Alexandra Petrova': 1 }))).toEqual(['Maria Alexandra Petrova-Konstantinopoulou'])
    for (const unit of ['Ada ', 'Ada_', 'Ab', 'A', 'Á.']) {
      const metadata = { [unit.repeat(100_000 / unit.length)]: 1 }
      expect(reviewMetadata(metadata)).toBe(metadata)
    }
  })
})

describe('a place on a map', () => {
  it.each<[string, Metadata]>([
    ['a text', { geo: '48.137,11.576', loc: '-33.868, 151.209', ll: '48.137 11.576' }],
    ['a text with the points of the compass', { position: '48.137° N, 11.576° E' }],
    ['the form of a link or of a database', { place: 'geo:48.137,11.576', mapCenter: 'POINT(11.576 48.137)' }],
    ['two numbers', { point: [48.137, 11.576], user_location: [48.1, -11.5761] }],
    ['numbers that are texts', { pickup: ['48.137', '11.576'] }],
    ['a field', { fields: [{ name: 'geo', value: '48.137,11.576' }] }],
    ['a pair', { entries: [['geo', '48.137,11.576'], ['loc', [48.137, 11.576]]] }],
    ['a list of places', { points: [[48.137, 11.576], [48.138, 11.577], [48.139, 11.578]] }],
  ])('is removed as %s', (_name, metadata) => {
    expect(JSON.stringify(reviewMetadata(metadata))).not.toContain('48.1')
    expect(JSON.stringify(reviewMetadata(metadata))).not.toContain('33.8')
  })

  it.each<[string, Metadata]>([
    ['two decimals, which reveal less than a city', { geo: '48.13,11.57', loc: [48.1, 11.58], point: [48, 11] }],
    ['fractions of a screen or a picture', { center: '0.500,0.250', position: [0.125, 1] }],
    ['numbers outside of any map', { position: '1024.125,48.137', point: [48.137, 700], center: [120.125, 95.5] }],
    ['one number or three', { position: [1.125], point: [1.125, 2.125, 3.125], loc: '48.137', geo: '48.137,11.576,12.125' }],
    ['keys that are not about a map', { ratio: '48.137,11.576', sizes: [48.137, 11.576] }],
    ['lists of something else', { point: [[48.137], { x: 11.576 }], location: [null, '11.576'] }],
    ['words', { location: 'Hall 1.125', position: 'top, left', center: 'true' }],
  ])('is not %s', (_name, metadata) => {
    expect(reviewMetadata(metadata)).toBe(metadata)
  })

  it('is kept if the app allows its key', () => {
    const metadata = { geo: '48.137,11.576', entries: [['geo', 'x'], ['geo', [48.137, 11.576]]] }
    expect(reviewMetadata(metadata, { allow: ['geo'] })).toBe(metadata)
  })
})

describe('a single word that is hardly ever anything but a name', () => {
  it.each(['contractor', 'agent', 'organizer'])('is kept under a word that companies bear as well: %s', (key) => {
    const metadata = { [key]: 'Kowalczyk' }
    expect(reviewMetadata(metadata)).toBe(metadata)
  })

  it.each(['winner', 'reviewed_by'])('is removed under a word for people: %s', (key) => {
    expect(JSON.stringify(reviewMetadata({ [key]: 'Kowalczyk' }))).not.toContain('Kowalczyk')
  })

  it.each(['host_label', 'host_first_name', 'host_nickname'])('is removed under a name of a host, who is no machine: %s', (key) => {
    expect(JSON.stringify(reviewMetadata({ [key]: 'Chidi' }))).not.toContain('Chidi')
  })

  it.each<Metadata>([{ certificate_name: 'Chidi' }, { certificate: { name: 'Chidi' } }, { booking: { name: 'Chidi' } }])('is removed under the name of a document, which is that of its holder: %j', (metadata) => {
    expect(JSON.stringify(reviewMetadata(metadata))).not.toContain('Chidi')
  })
})
