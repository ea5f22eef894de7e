import { change, type Mutant } from './mutant.ts'

/** What passes for a text that no other rule need look at. */
export const PLAIN_MUTANTS: readonly Mutant[] = [
  change('review/plain-text', 'handles are plain', "!/^(?:plain|name|prose|title|thing)$/.test(kind)", 'false'),
  change('review/plain-text', 'joined words beside others are plain', '(?:(?: [A-Za-z][a-z]*)*|(?:[_-][a-z]+)*)', '(?:[ _-][A-Za-z][a-z]*)*'),
  change('review/plain-text', 'names are plain', 'isListedWord(word) && isNobody(word) && isNobody(', 'isListedWord(word) || isNobody('),
  change('review/plain-text', 'the first letter of a name is enough', " && isNobody(word.replace(/s$/, ''))", ''),
  change('review/plain-text', 'secrets are plain', '!ANNOUNCING.test(word) && ', ''),
  change('review/plain-text', 'nobody has a title', 'words.some((word) => TITLE.test(word)) || ', ''),
  change('review/plain-text', 'nobody is introduced', ' || text.search(INTRODUCED) >= 0', ''),
]
