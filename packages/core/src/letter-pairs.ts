// Which letter pairs are usual in words of twenty languages: one bit per pair, ordered by first and then by second letter, six bits to a
// character. Counted in the translations of a Linux system, with some that names of functions and words with digits have, see docs/anonymizer.md.
const PAIRS =
  '~~n~FPQUSdLh@XccD{^~~^KHh@PfeDCPWYo^}ziPCCDCXY]OEHpPZcLDsvZ{s^|zFPekN???OOV|xPTu[FVZu]s^|y?PCCCCPO?CC@a?TCN@CPO?C'
const FIRST_CODE = 63

/** The form of a text is a sum: `DOT` if it contains a dot or a comma, `DIGIT` for each digit, `ODD` for each unusual character and each run of letters that does not look like words. */
export const DOT = 1
export const DIGIT = 2
export const ODD = 18

/**
 * Describes the characters of a text, see {@link ODD}; zero if it consists only of words, also in camel case. Random letters are recognized more
 * reliably the longer they are: 4 of 5 strings of eight letters, 99 of 100 of twenty.
 *
 * @param least - Shorter runs of letters are not checked: short words are often abbreviations without vowels.
 * @param unusual - How many unusual pairs are tolerated; with zero, they must not outweigh the usual ones.
 */
export function formOf(text: string, least = 7, unusual = 10): number {
  let form = 0
  let start = 0
  for (let index = 0; index <= text.length; index++) {
    const code = text.charCodeAt(index)
    const small = code | 32
    if ((small > 96 && small < 123) || (code > 222 && code < 384)) continue
    if (index - start >= least && !isReadable(text, start, index, unusual)) form += ODD
    if (code > 47 && code < 58) form += DIGIT
    else if ((code | 2) === 46) form |= DOT
    else if (code >= 0 && code !== 45 && code !== 95) form += ODD
    start = index + 1
  }
  return form
}

function isReadable(text: string, start: number, end: number, unusual: number): boolean {
  let score = 0
  let before = 255
  let wordStart = start
  for (let index = start; index < end; index++) {
    const code = text.charCodeAt(index)
    const pair = ((before | 32) - 97) * 26 + (code | 32) - 97
    // A capital after a lower-case letter begins a word, and words in camel case have four or more letters. Letters other than the 26 are not
    // in the table.
    if (before > 96 && code < 91) {
      if (index - wordStart < 4) score -= 3
      wordStart = index
    } else if (before < 123 && code < 123) score += ((PAIRS.charCodeAt((pair / 6) | 0) - FIRST_CODE) >> (pair % 6)) & 1 ? 1 : -3
    before = code
  }
  // Long words have many usual pairs, so they need a higher score.
  return score >= (unusual && (end - start) / 2 - unusual)
}
