import { attempt } from './attempt'
import { readItem, writeItem, type FindStorage } from './stored-item'

/** Keys of the session in `sessionStorage`, and of the mark that a live document leaves beside it: a copied tab finds it. */
export const SESSION_KEY = 'parel.session'
export const LIVE_KEY = 'parel.live'
/** A frame never manages the session of the page around it. */
export const findSession: FindStorage = () => (top === self ? sessionStorage : null)

const IDLE_MS = 1_800_000
const MAX_MS = 14_400_000
/** Milliseconds between two writes of the last activity. */
const WRITE_INTERVAL_MS = 5000

/** One session, as it is kept; the next document of the tab may run another version of this client. */
interface SessionRecord {
  readonly id: string
  start: number
  last: number
  /** Visible milliseconds of earlier documents of the session. */
  visible: number
}

export interface Session {
  /** Looks whether the session is still the same, and begins a new one when it is not. Call it before every event. */
  touch_(time: number): unknown
  /** Undefined before the first `touch_` of a tab, and when somebody has ended the session by making it so. */
  record_: SessionRecord | undefined
  /** Visible milliseconds so far. */
  duration_(): number
  /** Writes what is known now. */
  save_(): void
}

export interface SessionOptions {
  readonly find_: FindStorage
  readonly idleMs_: number | undefined
  readonly maxMs_: number | undefined
  /** The storage was copied with the tab: do not go on with the session of the other one. */
  readonly isCopy_: boolean
  now_(): number
  /** Milliseconds this document was visible. */
  visibleMs_(): number
  onStart_(): void
  /** Called before a session is replaced, while `record_` and `duration_` still speak of it. */
  onEnd_(): void
}

/** A random id for as long as one person uses one tab: at most 4 hours, and 30 minutes without a sign of life. */
export function createSession(options: SessionOptions): Session {
  const { find_: find, now_: now, visibleMs_: visibleMs, idleMs_: idleMs = IDLE_MS, maxMs_: maxMs = MAX_MS } = options
  let writtenAt = 0
  let base = 0
  const save = () => {
    writtenAt = now()
    // A session that somebody has ended must not go on in the next document.
    writeItem(find, SESSION_KEY, session.record_ ? JSON.stringify({ ...session.record_, visible: duration() }) : 0)
  }
  const duration = () => (session.record_?.visible ?? 0) + visibleMs() - base
  const session: Session = {
    duration_: duration,
    save_: save,
    touch_(time) {
      const { record_: record } = session
      // A clock that was set back must not keep a session alive for ever: its start moves along.
      if (record && time < record.last) record.start -= record.last - time
      if (record && time - record.last <= idleMs && time - record.start <= maxMs) {
        record.last = time
        return time - writtenAt > WRITE_INTERVAL_MS && save()
      }
      if (record) options.onEnd_()
      base = visibleMs()
      session.record_ = { id: createUuid(), start: time, last: time, visible: 0 }
      save()
      options.onStart_()
    },
    record_: options.isCopy_ ? undefined : readRecord(find),
  }
  return session
}

/** A random UUID, version 4. `crypto.randomUUID` is missing on plain-http pages; random values are not. */
export function createUuid(): string {
  const random = crypto.getRandomValues(new Uint8Array(31))
  let at = 0
  return '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, (digit) => (+digit ^ (Number(random[at++]) & (15 >> (+digit / 4)))).toString(16))
}

/** Broken content is the same as none. */
function readRecord(find: FindStorage): SessionRecord | undefined {
  const text = readItem(find, SESSION_KEY)
  // Nothing there is the usual case, and an exception costs the first event a millisecond.
  const record = text ? attempt(() => JSON.parse(text) as SessionRecord | null) : undefined
  return typeof record?.id === 'string' && record.start + record.last + record.visible >= 0 ? record : undefined
}
