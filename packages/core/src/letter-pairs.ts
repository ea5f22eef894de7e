// Which pairs of letters are usual in words of twenty languages: one bit for each pair, by first and then by second letter, six to a
// character. Learned from the program texts of a Linux system; see docs/anonymizer.md.
const PAIRS =
  '~~n~FPQUOdLh@XccD{^~~^KHh@PfeDCPOYo^}ziPCCCCXQ]OEHpPRCLDsvZ{s^|zFPekF???OoV|xRTuKFTXQ]s^|y?PCC?CPW??C@a?PCN@CPO??'
const FIRST_CODE = 63

/**
 * Do these letters look like words, one or several in camel case? Random letters fail more surely the longer they are: 4 of 5 of eight
 * letters, 99 of 100 of twenty.
 */
export function isReadable(text: string): boolean {
  let score = 0
  let before = 255
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    const pair = ((before | 32) - 97) * 26 + (code | 32) - 97
    // A capital after a small letter begins a word.
    const isUsual = (before < 97 || code > 90) && ((PAIRS.charCodeAt(pair / 6) - FIRST_CODE) >> (pair % 6)) & 1
    if (index || code < 91) score += isUsual ? 1 : -3
    before = code
  }
  // Long words have many usual pairs, so more is asked of them.
  return score >= text.length / 2 - 10
}
