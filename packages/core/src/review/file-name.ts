import { REMOVED } from '../anonymize-text'
import { capitalise } from './name-features'
import { isGivenName, isKnownName, isListedWord, isSurname, oddsOfName, oddsOfWord } from './name-model'
import { forTexts } from './latin-pattern'

/** A file name of a kind that users upload, not of a script or a style sheet. */
const FILE = /^[\p{L}\p{M}\d'’()&+,._ -]{3,120}\.(?:pdf|docx?|xlsx?|pptx?|od[tps]|rtf|txt|csv|pages|key|numbers|jpe?g|png|heic|webp|tiff?|gif|bmp|mp[34]|m4[av]|mov|avi|wav|zip|rar|7z|eml|msg|vcf|ics)$/iu
const fileIn = forTexts(FILE)
const EXTENSION = /\.[a-z\d]{2,7}$/i
const WORD = /\p{L}[\p{L}\p{M}’]*/gu
/** Required odds for two or three words to be a name, and the same in the name of a file that is about somebody. */
const NEEDED = 1.5
const NEEDED_ABOUT = 0.3
/** Words in the names of files that are about somebody. */
const ABOUT = /(?:^|[^\p{L}])(?:cv|resume|résumé|lebenslauf|curriculum|passport|reisepass|licen[cs]e|id|contract|vertrag|contrat|contrato|lease|invoice|rechnung|facture|factura|payslip|payroll|certificate|zeugnis|diploma|transcript|letter|offer|nda|report|scan|prescription|referral|discharge|x-?ray|statement|will|application|bewerbung|profile|portrait|headshot|avatar|photo|selfie|signature)(?![\p{L}])/iu
const aboutIn = forTexts(ABOUT)

/** Removes people's names from a file name: `jane_doe_cv.pdf`. */
export function removeNamesOfFile(text: string): string {
  // Most texts have no extension; they skip the regular expression that is expensive to compile.
  if (!EXTENSION.test(text) || !fileIn(text).test(text)) return text
  const end = text.lastIndexOf('.')
  const stem = text.slice(0, end).replace(/(?<=\p{Ll})(?=\p{Lu})/gu, '\u0000')
  const words = [...stem.matchAll(WORD)].map((match) => ({ word: match[0], start: match.index, end: match.index + match[0].length }))
  const isAbout = aboutIn(stem).test(stem)
  let clean = ''
  let read = 0
  for (let index = 0; index < words.length; index++) {
    // `harry-potter.pdf`
    if (isKnownName(words.slice(index, index + 2).map(({ word }) => word))) {
      index++
      continue
    }
    const length = countName(words.slice(index, index + 3).map(({ word }) => word), isAbout)
    if (!length) continue
    clean += stem.slice(read, words[index]?.start) + REMOVED
    index += length - 1
    read = words[index]?.end ?? read
  }
  return (clean + stem.slice(read)).replaceAll('\u0000', '') + text.slice(end)
}

/** How many of the words, from the first, are a name. */
function countName(words: readonly string[], isAbout: boolean): number {
  for (const length of [3, 2]) {
    const some = words.slice(0, length)
    if (some.length === length && some.every((word) => !isListedWord(word) || isSurname(word)) && (oddsOfName(some.map(capitalise).join(' ')) ?? -9) > (isAbout ? NEEDED_ABOUT : NEEDED)) return length
  }
  const [word = ''] = words
  if (word.length < 3) return 0
  if (isGivenName(word)) return 1
  if (isListedWord(word)) return 0
  return (isAbout && oddsOfWord(word) > 2) || isRunTogether(word) ? 1 : 0
}

/** `johnsmith` */
function isRunTogether(word: string): boolean {
  for (let split = 3; split <= word.length - 4; split++) {
    if (isGivenName(word.slice(0, split)) && isSurname(word.slice(split)) && oddsOfWord(word.slice(split)) > 1) return true
  }
  return false
}
