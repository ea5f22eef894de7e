import { change, type Mutant, off } from './mutant.ts'

/** Keys and words of further languages, and what was added with them. */
export const WORLD_MUTANTS: readonly Mutant[] = [
  ...off('review/judge-beside', 'OF_GUESTS'),
  change('review/judge-key', 'documents have no numbers', '(document|identity|identity card|id card) (number|no|num|nr)|', ''),
  change('review/world-words', 'references are English', 'referencia|referenza|riferimento|', ''),
  change('review/world-words', 'files of courts have no number', '|aktenzeichen|', '|'),
  change('review/world-words', 'nobody is born in German', '|geb|', '|'),
  change('review/world-words', 'nobody pays in Chinese', '入住|收款|付款|', '入住|'),
  change('review/number-plate', 'cars are registered in English', 'rejestracja|immatriculation|', 'rejestracja|'),
  change('review/told-secret', 'nobody is born in short', '(?:born|geb|', '(?:born|'),
  change('review/told-secret', 'words may end like a birth', String.raw`(?<=(?:^|[^a-z\u00c0-\u024f])(?:born`, '(?<=(?:born'),
  change('review/told-secret', 'streets are not Turkish', '(?:caddesi|cad', '(?:cad'),
  change('review/judge-text', 'titles greet nobody', "untitled.startsWith(', ', place + name.length)", 'false'),
  change('review/judge-text', 'titles greet everybody', "(isGiven(name) || (oddsOfWord(name) > 0 && !isListedWord(name))) && untitled", 'untitled'),
  change('review/judge-text', 'nobody in a sentence is Japanese', 'isAsianName(found) ? REMOVED : found', 'found'),
  change('review/judge-text', 'two words in Chinese are a name', 'isAsianName(found) ? REMOVED : found', 'REMOVED'),
  change('review/handle', 'a handle with a number is long', String.raw`(?=\p{Ll}{4,20}[._]?\d{2,4}$|`, '(?='),
  change('review/handle', 'a word with a number is a handle', "word !== '' && !isListedWord(word) && ", "word !== '' && "),
]
