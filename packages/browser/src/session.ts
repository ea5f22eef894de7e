import { attempt } from './attempt'
import { readItem, writeItem, type FindStorage } from './stored-item'
import type { VisibleTime } from './visible-time'

/** Key of the session in `sessionStorage`, and of the mark that a live document leaves beside it. */
export const SESSION_KEY = 'parel.session'
export const LIVE_KEY = 'parel.live'

/** Milliseconds between two writes of the last activity. */
const WRITE_INTERVAL_MS = 5000

/** One session, as it is kept. */
interface SessionRecord {
  readonly id: string
  start: number
  last: number
  /** Visible milliseconds of earlier documents of the session. */
  visible: number
}

export interface Session {
  /** Looks whether the session is still the same, and begins a new one when it is not. Call it before every event. */
  touch(): void
  id(): string
  /** When it began, and the visible milliseconds so far. */
  length(): { readonly start: number; readonly duration: number }
  /** Ends this session; the next `touch` begins another. */
  end(): void
  /** Writes what is known now. */
  save(): void
}

export interface SessionOptions {
  /** Where the record is kept; null keeps it in memory only. */
  readonly storage: ReturnType<FindStorage>
  readonly visibleTime: VisibleTime
  readonly idleMs: number
  readonly maxMs: number
  now(): number
  createId(): string
  /** The storage was copied with the tab: do not go on with the session of the other one. */
  readonly isCopy: boolean
  onStart(): void
  /** Called before a session is replaced, while `id` and `length` still speak of it. */
  onEnd(): void
}

/** A random id for as long as one person uses one tab: at most 4 hours, and 30 minutes without a sign of life. */
export function createSession(options: SessionOptions): Session {
  const { visibleTime, now } = options
  const find = () => options.storage
  let record = options.isCopy ? null : readRecord(find)
  let base = 0
  let writtenAt = 0

  const visible = () => (record ? record.visible : 0) + visibleTime.total() - base
  const save = () => {
    writtenAt = now()
    if (record) writeItem(find, SESSION_KEY, JSON.stringify({ ...record, visible: visible() }))
  }
  const begin = (time: number) => {
    base = visibleTime.total()
    record = { id: options.createId(), start: time, last: time, visible: 0 }
    save()
    options.onStart()
  }
  return {
    touch() {
      const time = now()
      if (record && isOver(record, time, options)) {
        options.onEnd()
        record = null
      }
      if (!record) return begin(time)
      record.last = time
      if (time - writtenAt > WRITE_INTERVAL_MS) save()
    },
    id: () => record?.id ?? '',
    length: () => ({ start: record?.start ?? now(), duration: visible() }),
    end() {
      record = null
    },
    save,
  }
}

/** A clock that was set back must not keep a session alive for ever: its times move along. */
function isOver(record: SessionRecord, time: number, { idleMs, maxMs }: SessionOptions): boolean {
  if (time < record.last) {
    record.start -= record.last - time
    record.last = time
  }
  return time - record.last > idleMs || time - record.start > maxMs
}

/** Broken content is the same as none. */
function readRecord(find: FindStorage): SessionRecord | null {
  const record: unknown = attempt(() => JSON.parse(readItem(find, SESSION_KEY) ?? 'null'))
  return isRecord(record) ? record : null
}

function isRecord(value: unknown): value is SessionRecord {
  const record = value as SessionRecord | null
  return typeof record?.id === 'string' && record.start + record.last + record.visible >= 0
}
