/** Returns the result of `step`, or undefined if it throws: browsers refuse storage and APIs with exceptions, each in its own way. */
export function attempt<T>(step: () => T): T | undefined {
  try {
    return step()
  } catch {
    return undefined
  }
}
