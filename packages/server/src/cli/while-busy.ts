import { setTimeout as sleep } from 'node:timers/promises'
import { StoreBusyError } from '../store/store'

const TRIES = 20
const REST_MS = 250

/** Does the work again while another process holds the lock, for some seconds: several servers that start together must all come up. */
export async function whileBusy<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof StoreBusyError) || tries >= TRIES) throw error
      await sleep(REST_MS)
    }
  }
}
