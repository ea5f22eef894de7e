import type { LiveEvent, TelemetryEvent } from '@parel/telemetry-core'
import type { Credential } from '../http/credentials'
import type { Reply } from '../http/exchange'
import { HttpError } from '../http/http-error'
import { dynamicHeaders } from '../http/replies'
import type { LiveFeed } from '../http/live-feed'
import type { AppParts } from './parts'
import type { Exchange } from './route'

// Shorter than the idle limit of any usual proxy, and of Bun.serve: it closes what is silent for 10 s, which it counts in steps of 4.
const heartbeatMs = 5000
const permissionMs = 15_000
// What may wait for a reader that does not read, beside what is sent last; then it has to come again.
const maxWaitingBytes = 2 * 1024 * 1024

/** Streams events as server-sent events, exactly as they are stored. A reconnecting browser continues where it was, or a few events before: none is missed, and their ids tell repetitions. */
export async function getLive({ request, parts }: Exchange): Promise<Reply> {
  const { credential } = await parts.gate.require(request, ['admin'])
  if (parts.live.size >= parts.options.limits.liveViews) {
    throw new HttpError(503, 'too_many_live_views', 'Too many live views are open. Close one, or raise limits.liveViews.', { 'retry-after': '10' })
  }
  const headers = { ...dynamicHeaders, 'content-type': 'text/event-stream', 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no' }
  const isRevoked = () => (credential === null ? isShutOut({ request, parts }) : isGone(credential, parts))
  return { status: 200, headers, body: liveStream(parts.live, { after: request.header('last-event-id'), isRevoked }) }
}

// Where neither can be told now, it is asked again the next time.

async function isGone({ role, id }: Credential, { credentials }: AppParts): Promise<boolean> {
  return credentials.find(role, id).then((found) => found === null, () => false)
}

/** Whether the host would not let the viewer in any more. */
async function isShutOut({ request, parts }: Pick<Exchange, 'request' | 'parts'>): Promise<boolean> {
  try {
    return (await parts.gate.identify(request)).role !== 'admin'
  } catch (error) {
    return error instanceof HttpError && error.status === 401
  }
}

interface StreamOptions {
  readonly after: string | null
  /** Whether what opened the view opens nothing any more. */
  readonly isRevoked: () => Promise<boolean>
}

function liveStream(live: LiveFeed, { after, isRevoked }: StreamOptions): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let stop = () => {}
  let isStopped = false
  return new ReadableStream({
    start(controller) {
      let unsubscribe = () => {}
      const onEnd = () => {
        if (isStopped) return
        stop()
        controller.close()
      }
      const send = (text: string) => ((controller.desiredSize ?? 0) > 0 ? controller.enqueue(encoder.encode(text)) : onEnd())
      const heartbeat = setInterval(() => send(':\n\n'), heartbeatMs)
      const permission = setInterval(() => void isRevoked().then((isIt) => isIt && onEnd()), permissionMs)
      stop = () => {
        isStopped = true
        clearInterval(heartbeat)
        clearInterval(permission)
        unsubscribe()
      }
      send('retry: 3000\n\n')
      unsubscribe = live.subscribe((events, cursor) => send(encodeMessages(events, cursor)), { after, onEnd })
    },
    cancel: () => stop(),
  }, { highWaterMark: maxWaitingBytes, size: (chunk) => chunk?.byteLength ?? 0 })
}

/** The cursor lies behind the last event and comes with it: with an earlier one, a reader that is cut off in between would never get the rest. */
function encodeMessages(events: readonly TelemetryEvent[], cursor: string): string {
  return events.map((event, index) => `${index === events.length - 1 ? `id: ${cursor}\n` : ''}event: event\ndata: ${JSON.stringify(toLiveEvent(event))}\n\n`).join('')
}

function toLiveEvent({ id, type, page, action, duration, metadata, sessionId, platform, createdAt }: TelemetryEvent): LiveEvent {
  return { id, type, page, action, duration, metadata, sessionId, platform, createdAt: new Date(createdAt).toISOString() }
}
