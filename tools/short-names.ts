/** The characters of variable names, in the order in which the script tag compresses best. Found by search: `docs/decisions/browser-delivery.md`. */
const LETTERS = 'ehfnFoSmcWdslMRPvHjLTOpg6YBkJNUrC3qxVXt7bA84ai9zD_y1uE$0wGZK5I2Q'
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
