/** A part of a test's surroundings that is there while a test runs, and nowhere else. */
export function running<T>(part: T | undefined): T {
  if (part === undefined) throw new Error('Nothing is started yet: use it inside of a test.')
  return part
}
