// Which pairs of letters are usual in words of twenty languages: one bit for each pair, by first and then by second letter, six to a
// character. Learned from the program texts of a Linux system; see docs/anonymizer.md.
const PAIRS =
  '~~n~FPQUOdLh@XccD{^~~^KHh@PfeDCPOYo^}ziPCCCCXQ]OEHpPRCLDsvZ{s^|zFPekF???OoV|xRTuKFTXQ]s^|y?PCC?CPW??C@a?PCN@CPO??'
const FIRST_CODE = 63
const UNUSUAL = -3
const SCORES = /* @__PURE__ */ Int8Array.from({ length: 676 }, (_, pair) => ((PAIRS.charCodeAt(pair / 6) - FIRST_CODE) >> (pair % 6)) & 1 || UNUSUAL)

/**
 * Do the letters of a text between two places look like words, one or several in camel case? Random letters fail more surely the longer
 * they are: 4 of 5 of eight letters, 99 of 100 of twenty.
 */
export function isReadable(text: string, start: number, end: number): boolean {
  let score = 0
  let before = 255
  for (let index = start; index < end; index++) {
    const code = text.charCodeAt(index)
    // A capital after a small letter begins a word. Other letters than the 26 have no place in the table.
    score += before > 96 && code < 91 ? -3 : before < 123 && code < 123 ? (SCORES[((before | 32) - 97) * 26 + (code | 32) - 97] ?? 0) : 0
    before = code
  }
  // Long words have many usual pairs, so more is asked of them.
  return score >= (end - start) / 2 - 10
}
