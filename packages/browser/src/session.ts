import { writeItem, readItem, type FindStorage } from './stored-item'
import type { Environment } from './environment'
import type { TelemetryOptions } from './options'
import { attempt } from './attempt'
import type { EventInput } from './telemetry-interface'

/** Keys in `sessionStorage` of the session, and of the mark that a live document leaves: a duplicated tab finds it. */
export const SESSION_KEY = 'parel.session'
export const LIVE_KEY = 'parel.live'
/** A frame never manages the session of the page around it. */
export const findSession: FindStorage = () => (top === self ? sessionStorage : null)

/** Milliseconds between two writes of the last activity. */
const WRITE_INTERVAL_MS = 5000

/** A session as it is stored; the next document of the tab may run a different version of this client. */
interface SessionRecord {
  readonly id: string
  start: number
  last: number
  /** Visible milliseconds in earlier documents of the session. */
  visible: number
}

export interface Session {
  /** Checks whether the session is still valid, and starts a new one if it is not. Call it before every event. */
  touch_(time: number): unknown
  /** Undefined before the first `touch_` of a tab, and after a caller has set it to undefined to end the session. */
  record_: SessionRecord | undefined
  /** Reports how long the session has been visible so far, and writes the current state. */
  snapshot_(): void
}

export interface SessionOptions extends Pick<Environment, 'now_'> {
  readonly find_: FindStorage
  readonly options_: Pick<TelemetryOptions, 'sessionIdleMs' | 'sessionMaxMs'>
  /** The storage was copied with the tab: do not continue the session of the original. */
  readonly isCopy_: boolean
  /** How much of `visibleMs_` the stored session already includes. */
  readonly base_: number
  /** How long this document was visible, in milliseconds. */
  visibleMs_(): number
  /** Records the start of a session, and its length whenever this may be the last opportunity. */
  emit_(event: EventInput, at: number, sessionId: string): void
}

/** Creates a random UUID, version 4. `crypto.randomUUID` is missing on plain-http pages; random values are not. */
export function createUuid(): string {
  const random = crypto.getRandomValues(new Uint8Array(36))
  return '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, (digit, at: number) => (+digit ^ ((random[at] as number) & (15 >> (+digit / 4)))).toString(16))
}

/** A random id for one person's use of one tab: at most 4 hours, and 30 minutes without activity. */
export function createSession(options: SessionOptions): Session {
  const { visibleMs_: visibleMs, find_: find, emit_: emit } = options
  const { sessionIdleMs: idleMs = 1_800_000, sessionMaxMs: maxMs = 14_400_000 } = options.options_
  let writtenAt = 0
  let base = options.base_
  let told = 0
  const duration = () => (session.record_?.visible ?? 0) + visibleMs() - base
  const tell = () => {
    const { record_: record } = session
    if (record && duration() !== told) emit({ type: 'session_end', duration: (told = duration()) }, record.start, record.id)
  }
  const save = () => {
    writtenAt = options.now_()
    // A session that was ended must not continue in the next document.
    writeItem(find, SESSION_KEY, session.record_ ? JSON.stringify({ ...session.record_, visible: duration() }) : 0)
  }
  const session: Session = {
    snapshot_() {
      tell()
      save()
    },
    touch_(time) {
      const { record_: record } = session
      // A clock that was set back must not keep a session alive forever: its start is moved as well.
      if (record && time < record.last) record.start -= record.last - time
      if (record && time - record.last <= idleMs && time - record.start <= maxMs) {
        record.last = time
        return time - writtenAt > WRITE_INTERVAL_MS && save()
      }
      tell()
      // `beforeSend` may have recorded something, which began the next session.
      if (session.record_ !== record) return
      base = visibleMs()
      told = 0
      const id = createUuid()
      session.record_ = { id, last: time, start: time, visible: 0 }
      save()
      emit({ type: 'session_start' }, time, id)
    },
    record_: options.isCopy_ ? undefined : readRecord(find),
  }
  return session
}

/** Invalid content counts as none. */
function readRecord(find: FindStorage): SessionRecord | undefined {
  // A missing record is the usual case, and an exception costs the first event a millisecond.
  const record = attempt(() => JSON.parse(readItem(find, SESSION_KEY) || 'null') as SessionRecord | null)
  return typeof record?.id === 'string' && record.start + record.last + record.visible >= 0 ? record : undefined
}
