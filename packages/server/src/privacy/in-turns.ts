/** How long work goes on before others get their turn, milliseconds. */
const SLICE_MS = 50

/**
 * Runs work that may be interrupted wherever it yields, in slices: a signal is heard between two of them.
 *
 * @throws The reason of the signal, when it has fired.
 */
export async function inTurns<Result>(work: Generator<void, Result>, signal?: AbortSignal): Promise<Result> {
  try {
    for (let since = performance.now(); ; ) {
      const step = work.next()
      if (step.done === true) return step.value
      if (performance.now() - since < SLICE_MS) continue
      await new Promise((resolve) => setImmediate(resolve))
      signal?.throwIfAborted()
      since = performance.now()
    }
  } finally {
    // Closes what it has open.
    work.return(undefined as never)
  }
}
