// How usual each pair of letters is in words of twenty languages, two bits each: 0 hardly ever, 3 often. One row of nine characters for
// each first letter, three pairs to a character. Learned from the program texts of a Linux system; see docs/anonymizer.md.
const PAIRS =
  '}jz}nvniIV\\ttt`eC@f\\{ht`l?DV]tdt`eDDzjixnynyIUhp`o_h?@V\\ych`eC@FLsSt`hC@znVy~u^eHAH_Cc?`??V\\hct`iD@V]tttPiDEZ\\pSuReD@vnvixTnUEyiexnv~YDV\\hstqiC@@?OO??_??j]uhyd~EEv\\|htU~TEf\\|dtpzTEiiex^q^TDVKoOcOP?@BHcOgPPC@PG_?OAWO?UH`TiQUCDUHdSdOTCD'
const FIRST_CODE = 63
const WEIGHTS = [-5, -2, 0, 1]
const SCORES = /* @__PURE__ */ Int8Array.from({ length: 702 }, (_, pair) => WEIGHTS[((PAIRS.charCodeAt(pair / 3) - FIRST_CODE) >> ((pair % 3) * 2)) & 3] ?? 0)

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
    score += before > 96 && code < 91 ? -1 : before < 123 && code < 123 ? (SCORES[((before | 32) - 97) * 27 + (code | 32) - 97] ?? 0) : 0
    before = code
  }
  // Long words have many usual pairs, so more is asked of them.
  return score >= (end - start) / 2 - 9
}
