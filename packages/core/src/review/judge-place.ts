import { splitWords } from '../metadata-key'
import { singular } from './judge-key'
import { PERSONS, THINGS, TITLES, WEAK_PERSONS } from './key-words'
import { foldMarks } from './name-features'
import { PEOPLE, PERHAPS_EXACTLY, PERHAPS_PEOPLE, PLURALS, PUBLIC_PEOPLE } from './route-words'
import { PERSONS_WORLD, THINGS_WORLD, TITLES_WORLD } from './world-words'

/** What a segment says about the next one. `person`: a word that apps do not use is a name. `public`: the same, except for people everybody knows. `perhaps`: only a recognized name is a name. */
export type Place = 'person' | 'public' | 'perhaps' | 'plain' | 'title' | 'thing'

const MAXIMUM_REMEMBERED = 500
const remembered = new Map<string, Place>()

/** Judges the place after a segment, which may be empty or masked. */
export function judgePlace(segment: string): Place {
  const known = remembered.get(segment)
  if (known) return known
  const place = judgeHead(splitWords(foldMarks(segment)).trim().split(' ').at(-1) ?? '')
  // Only results that say something are cached: there are too many other segments, and they can be anything.
  if (place !== 'plain' && remembered.size < MAXIMUM_REMEMBERED) remembered.set(segment, place)
  return place
}

function judgeHead(head: string): Place {
  // At the root are the pages of the app, in words of any language.
  if (head === '') return 'thing'
  const one = singular(head)
  const place = judgeNoun(head, one)
  return place === 'person' && PUBLIC_PEOPLE.has(one) ? 'public' : place
}

function judgeNoun(head: string, one: string): Place {
  if (PEOPLE.has(head) || (one.length > 2 && PEOPLE.has(one)) || PLURALS.has(head)) return 'person'
  // `/teachers` is a list of people, `/teacher` mostly the part of an app made for them.
  if (PERSONS.has(one) || PERSONS_WORLD.has(one)) return NETWORK.test(head) ? 'plain' : one === head ? 'perhaps' : 'person'
  if (SLUGS.test(one) || head.startsWith('guide')) return 'title'
  if (WEAK_PERSONS.has(one) || PERHAPS_PEOPLE.has(one) || PERHAPS_EXACTLY.has(head)) return 'perhaps'
  if (THINGS.has(one) || THINGS_WORLD.has(one)) return 'thing'
  return TITLES.has(one) || TITLES_WORLD.has(one) ? 'title' : 'plain'
}

/** Below these, an app configures integrations. */
const NETWORK = /^(github|gitlab|linkedin|twitter|instagram|telegram|mastodon|skype|discord)$/
/** Below these are titles of texts and of articles for sale. */
const SLUGS = /^(blog|new|post|doc|help|wiki|story|p|archive|press|gallery|[ck]ategori.{0,3}|produ[ck]?t\w{0,3}|prodott\w|articul\w|articol\w|artikel\w{0,2})$/
