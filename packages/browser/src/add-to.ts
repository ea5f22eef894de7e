/** A function that adds to `listeners`; what it returns takes the listener away again. */
export const addTo =
  <T>(listeners: Set<T>) =>
  (listener: T): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
