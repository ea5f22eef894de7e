/** One rule switched off: a piece of a source file and what stands there instead. */
export interface Mutant {
  readonly file: string
  readonly rule: string
  readonly from: string | RegExp
  readonly to: string
}

const NEVER = '/(?!)/'
export const off = (file: string, ...names: readonly string[]): Mutant[] =>
  names.map((name) => ({ file, rule: `${name} never matches`, from: new RegExp(String.raw`(const ${name} =\s+)\/.+\/([a-z]*)$`, 'm'), to: `$1${NEVER}$2` }))
export const change = (file: string, rule: string, from: string, to: string): Mutant => ({ file, rule, from, to })
/** Leaves out one part of a list wherever it stands: the order of a list is the one that compresses best. */
export const drop = (file: string, rule: string, part: string): Mutant => {
  const plain = inAnyOrder(part)
  return { file, rule, from: new RegExp(String.raw`(?<=[(|!/])${plain}\||\|${plain}(?=[)/])`), to: '' }
}
/** The words of a list, each left out once. */
export const without = (file: string, words: readonly string[]): Mutant[] => words.map((word) => drop(file, `${word} is not listed`, word))

/** A pattern for a piece of source, whatever the order of the characters in its classes: that order, too, is the one that compresses best. */
export function inAnyOrder(piece: string): string {
  return piece.replace(/\[(\^?)((?:\\.|[^\]\\])+)\]|[^\w ]/g, (found, isNot: string | undefined, held: string | undefined) => {
    const units = held?.match(UNIT) ?? []
    return units.length > 1 ? String.raw`\[${isNot ? String.raw`\^` : ''}(?:${units.map(plain).join('|')}){${units.length}}\]` : plain(found)
  })
}

/** A character of a class, or a range. */
const UNIT = /(?:\\u[\da-fA-F]{4}|\\.|[^\\])(?:-(?:\\u[\da-fA-F]{4}|\\.|[^\\]))?/g
const plain = (text: string) => text.replace(/[^\w ]/g, String.raw`\$&`)
