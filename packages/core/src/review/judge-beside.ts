import type { MetadataValue } from '../event'
import type { KeyKind } from './judge-key'
import { isSureName } from './judge-text'
import { wordsOf } from './words-of-key'

// Sibling keys show what a key means.

type Values = { readonly [key: string]: MetadataValue }

/** `{ first, last }`: next to the other half, a key that says nothing by itself is a part of a name. */
export function isHalfOfName(key: string, siblings: Values): boolean {
  const other = OTHER_HALVES.get(key.toLowerCase())
  return other !== undefined && Object.keys(siblings).some((sibling) => other.test(sibling))
}

/** Whether a key means something else beside certain other keys. */
export const isToldBySiblings = (key: string): boolean => OTHER_HALVES.has(key.toLowerCase()) || TOLD_BY_SIBLINGS.has(key.toLowerCase())

const OTHER_HALVES: ReadonlyMap<string, RegExp> = new Map([
  ...['first', 'given', 'forename'].map((half) => [half, /^(?:last|family|surname)$/i] as const),
  ...['last', 'family', 'middle'].map((half) => [half, /^(?:first|given|forename)$/i] as const),
  // In a vCard this is a full name; elsewhere it is a function.
  ['fn', /^(?:ln|n|tel|org|adr|bday|email)$/i],
  ['ln', /^fn$/i],
])

/** The siblings of a `name` show whose it is: no person has a price, and only a person has a job. */
export function judgeBeside(told: KeyKind, key: string, siblings: Values): KeyKind {
  if (!TOLD_BY_SIBLINGS.has(key.toLowerCase()) && told !== 'name') return told
  // Splitting all keys into words is slow, and hardly any key needs it.
  let words: readonly string[] | undefined
  const isBeside = (pattern: RegExp) => (words ??= Object.keys(siblings).map(wordsOf)).some((each) => pattern.test(each))
  if (/^(name|title|label)$/i.test(key) && isBeside(OF_THINGS)) return 'thing'
  if (/^cap$/i.test(key) && isBeside(/ (citta|comune|provincia|localita|indirizzo) $/)) return 'secret'
  // The room of a guest, not one of a building.
  if (/^(zimmer|chambre|habitacion|habitación|kamer|camera|quarto)$/i.test(key) && isBeside(OF_GUESTS)) return 'secret'
  // The Turkish word for a name also means an advertisement.
  if (/^ad[iı]?$/i.test(key) && typeof siblings[key] === 'string' && isSureName(siblings[key])) return 'weak'
  if (/^boss(_?name)?$/i.test(key) && isBeside(OF_FIGHTS)) return 'thing'
  if (/^pass$/i.test(key) && typeof siblings[key] === 'string' && isBeside(OF_MACHINES)) return 'hidden'
  return told === 'name' && isBeside(OF_PERSONS) && !isBeside(OF_ANIMALS_AND_CLOTHES) ? 'person' : told
}

/** Whatever the patterns above match. */
const TOLD_BY_SIBLINGS = new Set('name title label cap zimmer chambre habitacion habitación kamer camera quarto ad adi adı boss bossname boss_name pass'.split(' '))

const OF_THINGS = / (product ids?|sku|price|brand|isbn|asin|ean|upc|gtin|stock|industry|employees|headcount|servings|episodes?|genre|ticker|market cap|shares outstanding|cuisine|founded( in)?|vat id|quantity|qty) $/
const OF_PERSONS = / (age|gender|sex|pronouns?|birth(day|date)|born|date of birth|marital status|relationship|relation to \w+|job title|jersey( number| no)?|shirt number|dietary( \w+)?|allerg(y|ies)|salutation|honorific|blood type|rsvp|years old|is (minor|adult|child|speaking|muted|typing|host)|hand raised|last seen( at)?|shoe size|grade level|homeroom) $/
const OF_GUESTS = / (guests?|gast|huesped|hospede|ospite|last name|surname|nachname|nom|apellidos?|cognome|achternaam|folio) $/
/** Next to these keys, a boss is a monster. */
const OF_FIGHTS = / (difficulty|wipes?|attempts|raid|dungeon|party size|loot|damage|encounter|hp) $/
/** Next to these, a pass opens a machine; elsewhere it is a ticket or a result. */
const OF_MACHINES = / (host|hostname|port|server|user|username|login|database|smtp|tls|ssl) $/
const OF_ANIMALS_AND_CLOTHES = / (breed|species|size|colou?r|material|fabric|fit|category|style|model|audience|segment|filter|cache\w*|max age|ttl) $/
