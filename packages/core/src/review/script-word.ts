// Without imports, so that the script that builds the table can use it.

/** Arabic and Hebrew vowel signs, tatweel, joiners, marks of direction, apostrophes, and what Indian scripts add to a letter or a syllable for another pronunciation. */
const SILENT = /(?:(?=[\u0590-\u06ff])\p{M}|[\u05f3\u05f4\u0621\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069'"’ʼ´`]|\u093c|\u09bc|\u0a3c|\u0a71|\u0abc|\u0b3c)+/gu

const MERGED: ReadonlyMap<string, string> = new Map([
  ...merge('يىیېےێئ كک هةہھەۃۀۂ اأإآٱ لڵ رڕ وؤۆ'),
  // Long and short vowels, and sounds that the languages of India mix up.
  ...merge('िी ुू इई उऊ ेॆ ोॊ लळऴॽॾ नणऩॺॻ रऱॼ शष कॿ ंँ॰'),
])

function merge(groups: string): (readonly [string, string])[] {
  return groups.split(' ').flatMap(([first = '', ...others]) => others.map((letter) => [letter, first] as const))
}

/** The letters of Devanagari that stand at the same place in another Indian script: `రాజేష్` → `राजेष्`. */
const toDevanagari = (letter: string) => String.fromCharCode(0x900 + (letter.charCodeAt(0) & 0x7f))

/**
 * A word as the tables of names in these scripts have it: without vowel signs that are mostly left out, with one letter for those that are spelled in several ways, and all
 * scripts of India as one.
 */
export function foldScriptWord(word: string): string {
  const bare = word.normalize('NFKC').toLowerCase().replace(SILENT, '')
  const folded = bare.replace(/[\u0980-\u0d7f]/g, toDevanagari).replace(/[^ -\u0620]/g, (letter) => MERGED.get(letter) ?? letter)
  // `सञ्जय` and `संजय`; a vowel that is not spoken at the end.
  return folded.replace(/[\u0919\u091e\u0928\u092e]\u094d(?=[\u0915-\u0939])/g, '\u0902').replace(/\u094e/g, '\u0924').replace(/\u094d$/, '')
}
