import { describe, expect, it } from 'vitest'
import { type Metadata, sanitizeMetadata } from '../src/page'
import { reviewAction, reviewMetadata, reviewText } from '../src/review'

describe('a name that everybody knows and hardly anybody has', () => {
  it.each([
    ['a novel', 'Jane Eyre'],
    ['a film', 'Forrest Gump'],
    ['a character', 'Harry Potter'],
    ['a writer', 'Agatha Christie'],
    ['a brand', 'Albert Heijn'],
    ['a plant', 'Guelder Rose'],
    ['a town', 'Venustiano Carranza'],
    ['a queen', 'Queen Mary'],
    ['a king', 'King Charles'],
    ['a saint', 'San Sebastian'],
    ['a business', "Jack Daniel's"],
  ])('is kept if it is the name of %s', (_name, text) => {
    const metadata = { x: text, choice: text, vendor: text }
    expect(reviewMetadata(metadata)).toBe(metadata)
  })

  it.each(['Michael Jackson', 'John Adams', 'Robert Taylor', 'Elizabeth Taylor'])('is removed if many people have it: %s', (text) => {
    expect(reviewMetadata({ x: text })).toEqual({ x: '[removed]' })
  })

  it('is removed below a key for a person', () => {
    expect(reviewMetadata({ captain: 'Harry Potter', doctor: "Jack Daniel's" })).toEqual({})
  })

  it('is kept in a longer text, while other names next to it are removed', () => {
    expect(reviewText('Harry Potter for Priya Sharma')).toBe('Harry Potter for [removed]')
    expect(reviewText("Priya Sharma's parcel")).toBe("[removed]'s parcel")
  })
})

describe('a title', () => {
  it.each([
    ['Profile of Ada Lovelace', 'Profile of [removed]'],
    ['Message from Grace Okafor', 'Message from [removed]'],
    ['Ticket for Olive Garden', 'Ticket for Olive Garden'],
    ['Theorem of Ada Lovelace', 'Theorem of Ada Lovelace'],
  ])('about what somebody has or sends needs less certainty: %s', (title, expected) => {
    expect(reviewMetadata({ title })).toEqual({ title: expected })
    expect(reviewAction(title)).toBe(expected)
  })
})

describe('a code in groups', () => {
  it.each(['QX7T2-PAB19-0KD3F-AA11B-ZZ9Q0', 'AB12-CD34-EF56'])('is removed under a key that says nothing: %s', (code) => {
    expect(reviewMetadata({ gift_card: code, balance: 25 })).toEqual({ balance: 25 })
  })

  it.each(['GOLD-PLUS-CARD', '2024-2025-2026', 'AES128-GCM', 'ab12-cd34-ef56'])('is not %s', (text) => {
    const metadata = { x: text, item: 'AB12-CD34-EF56' }
    expect(reviewMetadata(metadata)).toBe(metadata)
  })
})

describe('a key', () => {
  it.each<[string, Metadata, Metadata]>([
    ['for something written by somebody loses a handle', { comment_by: 'zed', answer_by: 'octo' }, {}],
    ['for somebody to whom something was done loses a handle', { reported: 'octo', impersonated: 'Suharto', dm_to: 'zed' }, {}],
    ['for an address loses lines with a number', { line1: 'Calle Mayor 53', address_line2: 'Flat 4', mailing: 'ul. Długa 18', line3: 'none' }, { line3: 'none' }],
    ['for a product keeps names', { product: 'Tyler Washington', brokerage: 'Tyler Washington' }, { product: 'Tyler Washington', brokerage: 'Tyler Washington' }],
    ['for a panel loses names, but not everything capitalized', { panel: ['Étienne Hoffmann', 'Solar North', 'All'] }, { panel: ['[removed]', 'Solar North', 'All'] }],
    ['for something done by somebody keeps interface words', { added_to: 'watchlist', moved_to: 'backlog' }, { added_to: 'watchlist', moved_to: 'backlog' }],
    ['in a plural of another language is read as its singular', { marken: 'Tyler Washington', libri: 'Tyler Washington' }, { marken: 'Tyler Washington', libri: 'Tyler Washington' }],
    ['in a plural that ends in e is read as its singular', { nurses: ['Elena'], diseases: 'Tyler Washington' }, { nurses: [], diseases: 'Tyler Washington' }],
  ])('%s', (_name, metadata, expected) => {
    expect(reviewMetadata(sanitizeMetadata(metadata))).toEqual(expected)
  })
})
