import { describe, expect, it } from 'vitest'
import { sanitizeMetadata } from '../src/page'

// A key that ends like a person (`-er`, `-or`, `-ee`) may be one or a thing; the letters in front of the ending tell.
describe('roles', () => {
  it.each([
    'courier', 'referrer_name', 'player', 'payer', 'maintainer', 'father', 'observer', 'sponsor', 'holder', 'leader', 'reader', 'sender', 'lender', 'cashier', 'planner', 'contributor',
    'voter', 'approver', 'driver', 'receiver', 'attendee', 'licensee', 'trainer', 'renter', 'presenter', 'reporter', 'painter', 'minister', 'trader', 'rider', 'director', 'actor', 'tutor',
    'editor', 'organizer', 'officer', 'officers', 'adviser', 'assessor', 'ordered_by', 'filtered_by', 'covered_by', 'triggered_by', 'provided_by',
  ])("%s loses a person's name", (key) => {
    expect(sanitizeMetadata({ [key]: 'Priya Sharma', kept: 1 })).toEqual({ kept: 1 })
  })

  it.each([
    'Ada van der Byron', 'María de los Ángeles', 'Ludwig van Beethoven', 'Ada  Byron', 'NGUYEN VAN AN', 'Иван Петров', '王芳', '田中 太郎', 'محمد علي', '김민준',
  ])('a role loses %s', (name) => {
    expect(sanitizeMetadata({ reviewer: name, teacher: { name }, approved_by: name, sellers: [name] })).toEqual({ teacher: {}, sellers: [] })
  })

  it.each([
    ['weather', 'Partly Cloudy'], ['filters', 'Last Week'], ['footer', 'Contact Us'], ['headerName', 'Main Menu'], ['layer', 'Base Map'], ['subfolder', 'My Documents'], ['container', 'Side Bar'],
    ['reminder', 'Every Morning'], ['banner', 'Summer Sale'], ['offerName', 'Black Friday'], ['newsletter', 'Morning Briefing'], ['chapter', 'Chapter One'], ['cover', 'Hard Cover'],
    ['trigger', 'Button Click'], ['floor', 'Ground Floor'], ['flavor', 'Dark Chocolate'], ['sensor', 'Living Room'], ['center', 'Shopping Center'], ['major', 'Computer Science'],
    ['coffee', 'Flat White'], ['supplier', 'Acme Steel'], ['carrier', 'Royal Mail'], ['provider', 'Google Cloud'], ['modifier', 'Extra Cheese'], ['browser', 'Mobile Safari'], ['color', 'Sky Blue'],
    ['label_printer', 'Zebra Office'], ['character', 'Lara Croft'], ['contractor', 'Turner Construction'], ['paper', 'US Letter'], ['answer', 'Word Of Mouth'], ['committee', 'Public Health'],
    ['employer', 'Procter & Gamble'], ['preorder', 'Price Descending'], ['error', 'Network Error'], ['tier', 'Early Bird'], ['vendor', 'North Face'], ['server', 'EU West'], ['statement_descriptor', 'ACME PRO'],
  ])('%s keeps %s', (key, value) => {
    expect(sanitizeMetadata({ [key]: value })).toEqual({ [key]: value })
  })
})

describe('a second cleaning', () => {
  it.each([
    ['a field that has lost its value', { email: { value: 0, '': 'Priya Sharma' }, firstname: { label: 'First Name', value: 'x' }, list: [{ key: 'phone', value: 'x' }] }],
    ['a field inside a person', { user: { name: 'email', value: 'ada', note: 'Bob Lee' } }],
    ['a pair whose first half is data', { x: [['/u/ada@mail.example', 'two words'], ['/orders/42', 'two words']] }],
    ['values next to a removed email address', { email: { email: 'ada@mail.example', note: 'Gold Plus' }, patient: { email: 'ada@mail.example', state: 'In Treatment' } }],
    ['a field whose name is not text', { email: { name: { lang: 'en' }, value: 'Gold Plus' } }],
    ['a street below a role', { query: 'Hauptstraße 42, Hamburg' }],
    ['a route below a home folder', { path: '/home/ada/notes', route: '/users/[id]/edit' }],
  ])('changes nothing in %s', (_name, metadata) => {
    const clean = sanitizeMetadata(metadata)
    const removed: string[] = []
    expect(sanitizeMetadata(clean, { onRemoved: (rule) => removed.push(rule) })).toEqual(clean)
    expect(removed).toEqual([])
  })
})
