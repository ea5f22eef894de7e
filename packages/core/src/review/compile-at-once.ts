/** From so many characters on, V8 compiles a pattern for a text at once. */
const LENGTH = 1000
const LONG = '\n'.repeat(LENGTH)
const LONG_AND_WIDE = `${LONG}\u0100`

/**
 * Makes V8 compile a pattern to machine code when it is first used. Otherwise it is compiled to bytecode first, and to machine code when it is used again, which takes twice as long or more.
 * For patterns that take long to compile, because the first objects of a process wait for it. Returns the pattern.
 *
 * @param isForWideTexts - Whether it is used for texts with characters outside of Latin-1 only. V8 compiles a pattern for these and for others separately.
 */
export function compileAtOnce(pattern: RegExp, isForWideTexts = false): () => RegExp {
  let isNew = true
  return () => {
    if (!isNew) return pattern
    isNew = false
    pattern.test(isForWideTexts ? LONG_AND_WIDE : LONG)
    pattern.lastIndex = 0
    return pattern
  }
}
