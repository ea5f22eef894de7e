/** What `step` returns, or undefined when it throws: browsers refuse storage and interfaces with an exception, each its own way. */
export function attempt<T>(step: () => T): T | undefined {
  try {
    return step()
  } catch {
    return undefined
  }
}
