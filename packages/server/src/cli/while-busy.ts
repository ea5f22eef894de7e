import { setTimeout as sleep } from 'node:timers/promises'
import { StoreBusyError } from '../store/store'

/** No new try begins later; the last one may take as long as the store waits for the lock. */
const PATIENCE_MS = 8000
const REST_MS = 250

/** Does the work again while another process holds the lock, for some seconds: several servers that start together must all come up. */
export async function whileBusy<Result>(work: () => Promise<Result>): Promise<Result> {
  const deadline = performance.now() + PATIENCE_MS
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof StoreBusyError) || performance.now() > deadline) throw error
      await sleep(REST_MS)
    }
  }
}
