import type { LiveEvent } from '@parel/telemetry-core'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Api } from '../api/api'

/** The stream of stored events. */
export interface Live {
  readonly events: readonly LiveEvent[]
  /** When an event arrived last, at first when the view was opened, ISO 8601. */
  readonly now: string
  readonly connection: 'connecting' | 'open' | 'lost'
  readonly paused: boolean
  /** Events that arrived since the pause. */
  readonly waiting: number
  readonly setPaused: (paused: boolean) => void
}

const kept = 200
const readNow = () => new Date().toISOString()

const reopenMs = 3000

/** Listens to the events as the server stores them, newest first. A pause only stops the screen: nothing is lost meanwhile. */
export function useLive(api: Api): Live {
  const [events, setEvents] = useState<readonly LiveEvent[]>([])
  const [now, setNow] = useState(readNow)
  const [connection, setConnection] = useState<Live['connection']>('connecting')
  const [pausedAt, setPausedAt] = useState<readonly LiveEvent[] | null>(null)
  const [opening, reopen] = useState<object>()
  const arrived = useRef<LiveEvent[]>([])

  useEffect(() => {
    const source = api.openLive()
    // One drawing per frame, however many events arrive.
    let frame = 0
    const draw = () => {
      frame = 0
      setNow(readNow)
      const fresh = arrived.current.splice(0).toReversed()
      // A stream that is opened anew begins with events that stand here already.
      setEvents((before) => [...fresh.filter(({ id }) => !before.some((event) => event.id === id)), ...before].slice(0, kept))
    }
    source.onopen = () => setConnection('open')
    source.onerror = () => {
      setConnection('lost')
      // Closed: browsers try again by themselves, but not after an answer, such as that of a proxy for a server that is away. A view that is left takes no notice.
      if (source.readyState === 2) setTimeout(reopen, reopenMs, {})
    }
    source.addEventListener('event', ({ data }) => {
      // A tab that nobody looks at draws no frames.
      if (arrived.current.push(JSON.parse(data)) > kept) arrived.current.shift()
      frame ||= requestAnimationFrame(draw)
    })
    return () => {
      source.close()
      cancelAnimationFrame(frame)
    }
  }, [api, opening])

  // Where the newest one of the pause stands now; nowhere when it has left the list, or when there was none.
  const seen = pausedAt ? events.indexOf(pausedAt[0] as LiveEvent) : 0
  const waiting = seen < 0 ? events.length : seen
  return { events: pausedAt ?? events, now, connection, paused: pausedAt !== null, waiting, setPaused: (paused) => setPausedAt(paused ? events : null) }
}
