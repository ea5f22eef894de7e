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
  const plain = part.replace(/[^\w ]/g, String.raw`\$&`)
  return { file, rule, from: new RegExp(String.raw`(?<=[(|!/])${plain}\||\|${plain}(?=[)/])`), to: '' }
}
/** The words of a list, each left out once. */
export const without = (file: string, words: readonly string[]): Mutant[] => words.map((word) => drop(file, `${word} is not listed`, word))
