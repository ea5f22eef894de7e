import { splitWords } from '../metadata-key'
import { singular } from './judge-key'
import { PERSONS, THINGS, TITLES, WEAK_PERSONS } from './key-words'
import { foldMarks } from './name-features'
import { PEOPLE, PERHAPS_EXACTLY, PERHAPS_PEOPLE, PLURALS, PUBLIC_PEOPLE } from './route-words'
import { PERSONS_WORLD, THINGS_WORLD, TITLES_WORLD } from './world-words'

/** What a segment says of the one behind it. `person`: a word that no app has is a name. `public`: the same, but for who is known to everybody. `perhaps`: only a word that is a name is one. */
export type Place = 'person' | 'public' | 'perhaps' | 'plain' | 'title' | 'thing'

const MAXIMUM_REMEMBERED = 500
const remembered = new Map<string, Place>()

/** Judges the place behind a segment, which may be empty or masked. */
export function judgePlace(segment: string): Place {
  const known = remembered.get(segment)
  if (known) return known
  const place = judgeHead(splitWords(foldMarks(segment)).trim().split(' ').at(-1) ?? '')
  // Only what tells something: other segments are too many, and may be anything.
  if (place !== 'plain' && remembered.size < MAXIMUM_REMEMBERED) remembered.set(segment, place)
  return place
}

function judgeHead(head: string): Place {
  // In front of everything stand the pages of the app, in words of any language.
  if (head === '') return 'thing'
  const one = singular(head)
  const place = judgeNoun(head, one)
  return place === 'person' && PUBLIC_PEOPLE.has(one) ? 'public' : place
}

function judgeNoun(head: string, one: string): Place {
  if (PEOPLE.has(head) || (one.length > 2 && PEOPLE.has(one)) || PLURALS.has(head)) return 'person'
  // `/teachers` are a list of persons, `/teacher` mostly the part of an app that is made for them.
  if (PERSONS.has(one) || PERSONS_WORLD.has(one)) return NETWORK.test(head) ? 'plain' : one === head ? 'perhaps' : 'person'
  // What texts are about is often known to everybody.
  if (one === 'topic') return 'thing'
  if (SLUGS.test(one) || head.startsWith('guide')) return 'title'
  if (WEAK_PERSONS.has(one) || PERHAPS_PEOPLE.has(one) || PERHAPS_EXACTLY.has(head)) return 'perhaps'
  if (THINGS.has(one) || THINGS_WORLD.has(one)) return 'thing'
  return TITLES.has(one) || TITLES_WORLD.has(one) ? 'title' : 'plain'
}

/** Below these an app sets up how it works with others. */
const NETWORK = /^(github|gitlab|linkedin|twitter|instagram|telegram|mastodon|skype|discord)$/
/** Below these stand titles of texts and of articles. */
const SLUGS = /^(blog|new|post|doc|help|wiki|story|p|archive|press|gallery|[ck]ategori.{0,3}|produ[ck]?t\w{0,3}|prodott\w|articul\w|articol\w|artikel\w{0,2})$/
