// Which pairs of letters are usual in words of twenty languages: one bit for each pair, by first and then by second letter, six to a
// character. Learned from the program texts of a Linux system; see docs/anonymizer.md.
const PAIRS =
  '~~n~FPQUOdLh@XccD{^~~^KHh@PfeDCPOYo^}ziPCCCCXQ]OEHpPRCLDsvZ{s^|zFPekF???OoV|xRTuKFTXQ]s^|y?PCC?CPW??C@a?PCN@CPO??'
const FIRST_CODE = 63

/**
 * Do the letters of a text between two places look like words, one or several in camel case? Random letters fail more surely the longer
 * they are: 4 of 5 of eight letters, 99 of 100 of twenty.
 */
export function isReadable(text: string, start: number, end: number, unusual = (end - start) / 2 + 9): boolean {
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
  return score >= end - start - 1 - unusual
}
