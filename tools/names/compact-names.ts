import { brotliCompressSync } from 'node:zlib'
import { improveNames } from './improve-names.ts'
import { printNames } from './print-names.ts'
import { INTERNAL, type Program, readBindings } from './read-bindings.ts'

const LETTERS = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ$_']
/** From here on the size only goes up and down. */
const SWEEPS = 30

/**
 * Renames the variables of a script, and the properties whose name ends with `_`, so that it compresses better. It never changes names outside functions and of other properties.
 *
 * @param code - A script, not a module, whose variables have short names: there are few names to choose from besides the letters.
 * @returns The smallest script found, in bytes with brotli.
 * @throws If the code is not a script, or looks variables up by name (`eval`, `with`).
 */
export function compactNames(code: string): string {
  const program = readBindings(code)
  const start = shortenInternal(program)
  const words = [...new Set([...LETTERS, ...start])]
  const names = start.map((name) => words.indexOf(name))
  const print = () => printNames(program, names.map((name) => words[name] ?? '')).text
  let best = print()
  let bytes = measure(best)
  for (let sweep = 0; sweep < SWEEPS && improveNames(program, names, words); sweep++) {
    const text = print()
    const size = measure(text)
    if (size < bytes) [best, bytes] = [text, size]
  }
  return best
}

function measure(text: string): number {
  return brotliCompressSync(text).byteLength
}

/** The shortest words that no variable may be named. */
const RESERVED = ['do', 'if', 'in']

/** The names to begin with. */
function shortenInternal({ bindings }: Program): string[] {
  const short = [...LETTERS, ...LETTERS.flatMap((first) => LETTERS.map((second) => first + second))].filter((name) => !RESERVED.includes(name)).values()
  return bindings.map(({ name, taken }) => {
    let chosen = name
    while (INTERNAL.test(chosen) || (chosen !== name && taken.has(chosen))) chosen = short.next().value ?? `${name}0`
    return chosen
  })
}
