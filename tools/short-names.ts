/** The characters of variable names, in the order in which the script tag compresses best. Found by search: `docs/decisions/browser-delivery.md`. */
const LETTERS = 'ehfnFoSpcWdyslMR0VEOjLTQmA2wYXBkJNUrCqx6PD5t7b4ga8iz3_9uv$GZK1IH'
const FIRST = LETTERS.replace(/\d/g, '')

/** Gives terser variable names, the shortest first. */
export const shortNames = {
  get(index: number): string {
    let name = FIRST.charAt(index % FIRST.length)
    for (let left = Math.floor(index / FIRST.length); left > 0; left = Math.floor(left / LETTERS.length)) {
      left -= 1
      name += LETTERS.charAt(left % LETTERS.length)
    }
    return name
  },
}
