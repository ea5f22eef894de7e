/** The characters of variable names, in the order in which the script tag compresses best. Found by search: `docs/decisions/browser-delivery.md`. */
const LETTERS = 'ednaRf7FocsI6EAwpyWVT8qYCbkSrgxBPXHU9tOv02hKJ$QlDmuzZMGjNLi_4351'
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
