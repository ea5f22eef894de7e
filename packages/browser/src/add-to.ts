/** Returns a function that adds to `listeners`, and that returns a function to remove the listener again. */
export const addTo =
  <T>(listeners: Set<T>) =>
  (listener: T): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
