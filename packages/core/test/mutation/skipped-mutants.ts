import { change, type Mutant, off } from './mutant.ts'

/** What the second look skips because it certainly finds nothing, and what it remembers. */
export const SKIPPED_MUTANTS: readonly Mutant[] = [
  ...off('review/told-name', 'MAY_BE_PAIR'),
  change('review/name-phrase', 'letters are signs', 'NO_LETTER = /[!-', "NO_LETTER = /['!-"),
  change('review/name-phrase', 'particles are small words', ' && !PARTICLE.test(word) && !TITLE', ' && !TITLE'),
  change('review/name-phrase', 'titles are small words', ' && !TITLE.test(word) && !SUFFIX', ' && !SUFFIX'),
  change('review/name-features', 'brackets are letters', 'code > 122 || small < 97 || small > 122', 'code > 126 || small < 97 || small > 126'),
  change('review/ordinary-key', 'nothing beside a key matters', '!isToldBySiblings(key) && ', ''),
  change('review/ordinary-key', 'nobody changes anything', '!isOfField(key) && ', ''),
  change('review/ordinary-key', 'no name is a key', ' && !isNameKey(key)', ''),
  change('review/judge-key', 'parents say nothing the second time', "isParentRead ? 'told by parent' : kind", 'kind'),
  change('review/review-metadata', 'a text means the same below any key', 'settled.get(given) === kind', 'settled.has(given)'),
  change('review/latin-pattern', 'letters with an upper case elsewhere have none', "flags.includes('i') && property.length > 1", 'false'),
  change('review/compile-at-once', 'patterns begin anywhere', 'pattern.lastIndex = 0', ''),
]
