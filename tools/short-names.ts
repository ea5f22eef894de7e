/** The characters of variable names, in the order in which the script tag compresses best. Found by search: `docs/decisions/browser-delivery.md`. */
export const LETTERS = 'ecfnOomKdsEGMRtXrwSUkhLTYp67jVWxNlzviQyaB$b0398_2Dq41uFAZHPC5IJg'

/** Gives terser variable names made of these letters, the shortest first. */
export function createNames(letters: string) {
  const first = letters.replace(/\d/g, '')
  return {
    get(index: number): string {
      let name = first.charAt(index % first.length)
      for (let left = Math.floor(index / first.length); left > 0; left = Math.floor(left / letters.length)) {
        left -= 1
        name += letters.charAt(left % letters.length)
      }
      return name
    },
  }
}
