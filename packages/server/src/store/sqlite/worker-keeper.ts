import { StoreUnavailableError } from '../store'
import type { WorkerSettings } from './protocol'
import { startWorker, type WorkerClient } from './worker-client'

/** A worker that died. */
export interface WorkerDeath {
  /** `scribe` writes, `analyst` reads and does the daily jobs. */
  readonly role: 'scribe' | 'analyst'
  /** How many times it died in a row. */
  readonly deaths: number
  /** Why, in words that hold nothing of a client. */
  readonly reason: string
}

/** Keeps one worker running: starts it when it is needed, and again after it died. */
export interface WorkerKeeper {
  /** The worker, opened. Rejects with {@link StoreUnavailableError} while it rests after a death. */
  get(): Promise<WorkerClient>
  /** Why it cannot be relied on: it died too often in a row and has not worked for a minute since. */
  readonly trouble: StoreUnavailableError | null
  end(): Promise<void>
}

/** Collaborators of {@link createWorkerKeeper}. */
export interface WorkerKeeperOptions {
  /** Settings of the worker; asked for at each start. */
  readonly settings: () => Promise<WorkerSettings>
  readonly onDeath: ((death: WorkerDeath) => void) | undefined
  /** Told the time zone of the file when it is open. */
  readonly onOpen?: (timeZone: string) => void
  readonly start?: typeof startWorker
  /** Milliseconds that only grow. */
  readonly now?: () => number
}

/** Deaths in a row after which the store says that it is not ready. */
const maxDeaths = 5
/** A worker that lived this long did not die in a row, milliseconds. */
const steadyMs = 60_000
const firstRestMs = 100
const longestRestMs = 30_000

/**
 * Creates the keeper. A worker that dies takes no promise along: what it had not answered is refused, its connections are closed with its thread,
 * and the next one reads its state from the file. It is started by the next call, at once after a first death, later after more.
 */
export function createWorkerKeeper({ settings, onDeath, onOpen, start = startWorker, now = () => performance.now() }: WorkerKeeperOptions): WorkerKeeper {
  let running: Promise<WorkerClient> | null = null
  let isClosed = false
  let startedAt = 0
  let restsUntil = -Infinity
  let deaths = 0
  let lastDeath: WorkerDeath | null = null
  const noteDeath = ({ role }: WorkerSettings, reason: string) => {
    deaths = now() - startedAt >= steadyMs ? 1 : deaths + 1
    running = null
    restsUntil = now() + restAfter(deaths)
    onDeath?.((lastDeath = { role, deaths, reason }))
  }
  const open = async (): Promise<WorkerClient> => {
    const used = await settings()
    startedAt = now()
    const worker = start(used, (reason) => noteDeath(used, reason))
    try {
      const { timeZone } = await worker.call('open', null)
      onOpen?.(timeZone)
      return worker
    } catch (error) {
      await worker.end()
      throw error
    }
  }
  const refusal = (): StoreUnavailableError => describeDeath(lastDeath, Math.max(1000, restsUntil - now()))
  return {
    get() {
      if (isClosed) return Promise.reject(new StoreUnavailableError('The store is closed.'))
      if (running !== null) return running
      if (now() < restsUntil) return Promise.reject(refusal())
      const opening = open()
      running = opening
      opening.catch(() => {
        if (running === opening) running = null
      })
      return opening
    },
    get trouble() {
      return deaths < maxDeaths || (running !== null && now() - startedAt >= steadyMs) ? null : refusal()
    },
    async end() {
      isClosed = true
      await (await running?.catch(() => null))?.end()
    },
  }
}

function restAfter(deaths: number): number {
  return deaths < 2 ? 0 : Math.min(longestRestMs, firstRestMs * 2 ** (deaths - 2))
}

function describeDeath(death: WorkerDeath | null, retryAfterMs: number): StoreUnavailableError {
  const publicReason = death === null ? null : `The ${death.role} of the store ended ${death.deaths === 1 ? 'once' : `${death.deaths} times in a row`}, the last time because ${death.reason}.`
  return new StoreUnavailableError(`${publicReason ?? 'The store is resting.'} It is started again with a later request.`, { retryAfterMs, publicReason })
}
