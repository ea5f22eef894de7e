import { attempt } from './attempt'
import { createUuid } from './create-uuid'
import type { Environment } from './environment'
import type { TelemetryOptions } from './options'
import type { Page } from './page'
import { createSession, LIVE_KEY, SESSION_KEY, type Session, type SessionOptions } from './session'
import { readItem, writeItem } from './stored-item'
import type { VisibleTime } from './visible-time'

const IDLE_MS = 30 * 60_000
const MAX_MS = 4 * 3_600_000

/** The session of this tab. */
export interface TabSession extends Session {
  /** The page is live (again), or is being left: a copied tab finds the mark of a live one. */
  setLive(live: boolean): void
  /** Deletes every trace from the device. */
  wipe(): void
}

export interface TabSessionOptions extends Pick<SessionOptions, 'onStart' | 'onEnd'> {
  readonly page: Page
  readonly environment: Environment
  readonly options: TelemetryOptions
  readonly visibleTime: VisibleTime
}

/** Joins the session rules to `sessionStorage` and to what the browser tells about the tab. */
export function createTabSession({ page, environment, options, ...rest }: TabSessionOptions): TabSession {
  const storage = options.storage === 'memory' ? null : attempt(() => findSessionStorage(page))
  const mark = String(page.window.performance.timeOrigin)
  const find = () => storage
  const found = readItem(find, LIVE_KEY)
  const isCopy = !!found && found !== mark && !isReturn(page)
  const session = createSession({
    ...rest,
    storage,
    isCopy,
    idleMs: options.sessionIdleMs ?? IDLE_MS,
    maxMs: options.sessionMaxMs ?? MAX_MS,
    now: environment.now,
    createId: createUuid,
  })
  return {
    ...session,
    setLive: (live) => writeItem(find, LIVE_KEY, live ? mark : null),
    wipe: () => [SESSION_KEY, LIVE_KEY].forEach((key) => writeItem(find, key, null)),
  }
}

/** A frame never manages the session of the page around it. */
function findSessionStorage({ window }: Page): Storage | null {
  return window.top === window.self ? window.sessionStorage : null
}

/** A reload and the way back find the mark of a page that had no time to take it away: that is the same tab. */
function isReturn({ window }: Page): boolean {
  const [navigation] = window.performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  return navigation !== undefined && navigation.type !== 'navigate'
}
