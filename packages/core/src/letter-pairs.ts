// Which pairs of letters are usual in words of twenty languages: one bit for each pair, by first and then by second letter, six to a
// character. Learned from the program texts of a Linux system; see docs/anonymizer.md.
const PAIRS =
  '~~n~FPQUOdLh@XccD{^~~^KHh@PfeDCPOYo^}ziPCCCCXQ]OEHpPRCLDsvZ{s^|zFPekF???OoV|xRTu[FTXQ]s^|y?PCC?CPW??C@a?PCN@CPO??'
const FIRST_CODE = 63

/** The forms of a text add up: it holds a dot; each digit; what no word of an app holds, or letters that do not look like words. */
export const DOT = 1
export const DIGIT = 2
export const ODD = 18

/**
 * Says what a text is made of, see {@link ODD}; zero when it is only words, one or several in camel case. Random letters fail more surely the
 * longer they are: 4 of 5 of eight letters, 99 of 100 of twenty.
 *
 * @param least - Fewer letters in a row are not looked at: short words are often abbreviations without vowels.
 * @param unusual - The more, the more unusual pairs may be among them; with zero they must not outweigh the others.
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
    else if (code === 46) form |= DOT
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
    // A capital after a small letter begins a word, and words in camel case have four letters and more. Other letters than the 26 have no
    // place in the table.
    if (before > 96 && code < 91) {
      if (index - wordStart < 4) score -= 3
      wordStart = index
    } else if (before < 123 && code < 123) score += ((PAIRS.charCodeAt((pair / 6) | 0) - FIRST_CODE) >> (pair % 6)) & 1 ? 1 : -3
    before = code
  }
  // Long words have many usual pairs, so more is asked of them.
  return score >= (unusual && (end - start) / 2 - unusual)
}
