import { useEffect, useState, type ReactElement } from 'react'
import { useLocation } from 'react-router'
import type { TelemetryInspection } from '@parel/telemetry-browser'
import { useTelemetry } from '@parel/telemetry-react'

const SHOWN_EVENTS = 6
const REFRESH_MS = 700

/** Shows the visitor what leaves the page: the address bar beside the events exactly as they are sent. */
export function RecordedPanel(): ReactElement {
  const telemetry = useTelemetry()
  const { pathname, search } = useLocation()
  const [inspection, setInspection] = useState<TelemetryInspection>()
  useEffect(() => {
    const timer = setInterval(() => setInspection(telemetry.inspect()), REFRESH_MS)
    return () => clearInterval(timer)
  }, [telemetry])
  const events = inspection?.recent.slice(-SHOWN_EVENTS).toReversed() ?? []
  return (
    <section className="recorded" aria-label="What leaves this page">
      <h2>What leaves this page</h2>
      <p>
        Your address bar says <code>{pathname + search}</code>. This is what is sent, and all of it:
      </p>
      <ol>
        {events.map((event) => (
          <li key={event.id}>
            <b>{event.type}</b> <code>{event.page ?? event.action}</code>
            {event.page && event.action ? <span> {event.action}</span> : null}
            {event.duration === null ? null : <span> {event.duration} ms</span>}
            {event.metadata ? <small> {JSON.stringify(event.metadata)}</small> : null}
          </li>
        ))}
      </ol>
      {events.length === 0 ? <p>Nothing yet.</p> : null}
      <p>
        <a href="/admin/telemetry">Open the dashboard</a>
      </p>
    </section>
  )
}
