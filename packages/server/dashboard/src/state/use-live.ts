import type { LiveEvent } from '@parel/telemetry-core'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Api } from '../api/api'

/** The stream of stored events. */
export interface Live {
  readonly events: readonly LiveEvent[]
  readonly connection: 'connecting' | 'open' | 'lost'
  readonly paused: boolean
  /** Events that arrived since the pause. */
  readonly waiting: number
  readonly setPaused: (paused: boolean) => void
}

const kept = 200

/** Listens to the events as the server stores them, newest first. A pause only stops the screen: nothing is lost meanwhile. */
export function useLive(api: Api, listen = true): Live {
  const [events, setEvents] = useState<readonly LiveEvent[]>([])
  const [connection, setConnection] = useState<Live['connection']>('connecting')
  const [pausedAt, setPausedAt] = useState<readonly LiveEvent[] | null>(null)
  const arrived = useRef<LiveEvent[]>([])

  useEffect(() => {
    if (!listen) return undefined
    const source = api.openLive()
    // One drawing per frame, however many events arrive.
    let frame = 0
    const draw = () => {
      frame = 0
      const fresh = arrived.current.splice(0).toReversed()
      setEvents((before) => [...fresh, ...before].slice(0, kept))
    }
    source.addEventListener('open', () => setConnection('open'))
    source.addEventListener('error', () => setConnection('lost'))
    source.addEventListener('event', (message) => {
      const event = parseLiveEvent(message.data)
      if (event) arrived.current.push(event)
      if (event && !frame) frame = requestAnimationFrame(draw)
    })
    return () => {
      source.close()
      cancelAnimationFrame(frame)
    }
  }, [api, listen])

  const first = pausedAt?.[0]
  const seen = first ? events.indexOf(first) : -1
  const waiting = pausedAt ? (seen < 0 ? events.length : seen) : 0
  return { events: pausedAt ?? events, connection, paused: pausedAt !== null, waiting, setPaused: (paused) => setPausedAt(paused ? events : null) }
}

function parseLiveEvent(data: unknown): LiveEvent | null {
  try {
    return JSON.parse(String(data)) as LiveEvent
  } catch {
    // A line that is no event must not end the stream.
    return null
  }
}
