// Without imports, so that the script that builds the table and the code that reads it compute the same features.

/** A text read as if it were a person's name: its words, and other signs of a name. */
export interface Phrase {
  readonly words: readonly string[]
  /** Begins with `Dr.`, `Mrs`, `Señora` or the like. */
  readonly hasTitle: boolean
  readonly initials: number
  readonly hasParticle: boolean
  readonly isLoud: boolean
}

const TITLE = /^(?:mrs?|ms|miss|mx|dr|drs|prof|professor|sir|dame|lord|lady|rev|fr|sr|sra|srta|señor|señora|don|doña|dona|herr|frau|hr|mme|mlle|monsieur|madame|sig|signor|signora|capt|captain|sgt|lt|col|gen|judge|justice|ing|dipl|mag|pan|pani|bay|hon|shri|smt|haji|sheikh|imam|rabbi|sister|brother|father|uncle|aunt)\.?$/i
const PARTICLE = /^(?:van|von|vom|zu|zum|zur|de|del|della|dei|di|da|das|do|dos|du|des|la|le|las|los|der|den|ten|ter|el|al|bin|bint|ibn|ben|abu|af|av|y|e|san|st|mac|ap|ua|oglu)$/i
const SUFFIX = /^(?:jr|sr|junior|senior|[ivx]{1,4}|phd|md|mba|esq|msc|bsc|rn|dds|cpa)\.?$/i
const INITIAL = /^\p{Lu}(?:\.|\.-?\p{Lu}\.|-\p{Lu}\.?)?$/u
const CAPITALISED = /^(?:[dlo]['’])?\p{Lu}[\p{L}\p{M}'’ʻʼ]*(?:[-‐]\p{L}[\p{L}\p{M}'’]+){0,2}$/u
const BETWEEN = /[ \u00a0,]/
const CAPITAL = /\p{Lu}/u
/** No word of a name has one of these. */
const NO_LETTER = /[!-&(-+/-@[-`{-~]/
/** Begins in lower case, and is not capitalized behind an apostrophe. */
const SMALL = /^[a-z](?!['’])/
const MAX_PHRASE_LENGTH = 60

/** Reads a text of two to four capitalized words; `Last, First` is reversed. Undefined for other texts. */
export function readPhrase(text: string): Phrase | undefined {
  return text.length <= MAX_PHRASE_LENGTH && mayBePhrase(text) ? readWords(text) : undefined
}

/** False for most texts that are no phrase: each of the words begins with a capital, and what separates two of them is a blank or a comma. */
export const mayBePhrase = (text: string): boolean => text.length > 3 && BETWEEN.test(text) && !NO_LETTER.test(text) && CAPITAL.test(text)

/** The same as {@link readPhrase} for texts of any length, and slower. */
export function readWords(text: string): Phrase | undefined {
  const trimmed = text.trim()
  const [last = '', first, ...rest] = trimmed.includes(',') ? trimmed.split(/\s{0,3},\s{0,3}/) : [trimmed]
  if (rest.length || (first !== undefined && !first)) return undefined
  const suffixed = first !== undefined && SUFFIX.test(first)
  const all = splitBlanks(first === undefined ? last : suffixed ? last : `${first} ${last}`)
  // Most texts that are not a name have a word in lower case.
  if (all.some((word) => SMALL.test(word) && !PARTICLE.test(word) && !TITLE.test(word) && !SUFFIX.test(word))) return undefined
  const hasTitle = TITLE.test(all[0] ?? '') && all.length > 1
  const bare = all.slice(hasTitle ? 1 : 0).filter((word, index, { length }) => !(index > 1 && index === length - 1 && SUFFIX.test(word)))
  const words = bare.filter((word, index) => !INITIAL.test(word) && !(PARTICLE.test(word) && index < bare.length - 1 && (index > 0 || bare.length > 2 || /^[a-z]/.test(word))))
  if (words.length < 1 || words.length > 4 || bare.length > 5 || (bare.length < 2 && !hasTitle) || !words.every((word) => CAPITALISED.test(word) && word.length > 1)) return undefined
  // `Steller's Jay`: a word in the genitive is not a given name.
  if (words.length > 1 && /['’]s$/.test(words[0] ?? '')) return undefined
  // `Ada B.`, but not `Plan B`.
  if (words.length < 2 && /^\p{Lu}$/u.test(bare.at(-1) ?? '')) return undefined
  const initials = bare.filter((word) => INITIAL.test(word)).length
  const hasParticle = bare.length > words.length + initials
  return { words, hasTitle, initials, hasParticle, isLoud: words.every((word) => word.length > 2 && word === word.toUpperCase()) }
}

/** Up to three blanks separate words. */
const splitBlanks = (text: string) => (text.includes('\u00a0') || text.includes('  ') ? text.split(/[ \u00a0]{1,3}/) : text.split(' '))

/** What is known about words. */
export interface WordTables {
  /** The logarithm of the odds that the word is a name. */
  oddsOf(word: string): number
  /** Whether it is a given name and hardly anything else. */
  isGiven(word: string): boolean
  /** Whether it is a frequent given name, but also a word or a town: `Mark`, `Grace`, `Paris`. */
  isPerhapsGiven(word: string): boolean
  /** Whether it is a frequent surname, whatever else it means. */
  isSurname(word: string): boolean
}

/** The minimum odds of a surname that is also a common word, after a given name. */
const LEAST_BEHIND_GIVEN = 1

const JOINT = /[-‐]/
const limit = (odds: number) => Math.max(-4, Math.min(4, odds))
const meanOf = (odds: readonly number[]) => odds.reduce((sum, each) => sum + limit(each), 0) / odds.length

/** The features of a phrase, in the order of the weights. */
export function featuresOf({ words, hasTitle, initials, hasParticle, isLoud }: Phrase, { oddsOf, isGiven, isPerhapsGiven, isSurname }: WordTables): readonly number[] {
  const isFirstGiven = isGiven(words[0] ?? '') ? 1 : 0
  const perhaps = !isFirstGiven && isPerhapsGiven(words[0] ?? '') ? 1 : 0
  // `Sarah Brown`: the second word is a common one, and a sign of a name only after the first.
  const isLastSurname = words.length > 1 && isSurname(words.at(-1) ?? '') ? 1 : 0
  const odds = words.map((word, index) => {
    const mean = JOINT.test(word) ? meanOf(word.split(JOINT).map((part) => oddsOf(part))) : limit(oddsOf(word))
    return index && index === words.length - 1 && isFirstGiven && isLastSurname ? Math.max(LEAST_BEHIND_GIVEN, mean) : mean
  })
  const first = odds[0] ?? 0
  const last = odds.at(-1) ?? 0
  const least = Math.min(...odds)
  const mean = odds.reduce((sum, each) => sum + each, 0) / odds.length
  return [1, first, last, least, mean, least < -2 ? 1 : 0, least > 0 ? 1 : 0, words.length > 2 ? 1 : 0, words.length > 3 ? 1 : 0, hasTitle ? 1 : 0, initials && words.length < 2 ? 1 : 0, initials && words.length > 1 ? 1 : 0, hasParticle ? 1 : 0, isLoud ? 1 : 0, words.some((word) => word.includes('-')) ? 1 : 0, isFirstGiven, isFirstGiven * isLastSurname, perhaps && last > 1 ? 1 : 0, perhaps * isLastSurname]
}
