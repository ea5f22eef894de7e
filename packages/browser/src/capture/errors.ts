import { attempt } from '../attempt'
import { listen, readPath } from '../page'
import type { MetadataInput } from '../telemetry-interface'
import type { Capture } from './capture'

/** Options of {@link errors}. */
export interface ErrorOptions {
  /**
   * Also record the message, with anything that looks personal removed. Off by default, because people write messages and may put anything into them.
   *
   * @default false
   */
  readonly messages?: boolean | undefined
}

const MAX_KINDS = 20
const REPEAT_INTERVAL_MS = 10_000
const NOISE = /^(ResizeObserver loop|Script error)/
/**
 * The first script in a stack trace, and its line. It is recognized by its extension, because an inline script has the page's URL as its file. The
 * hash that a bundler adds to the name is left out: it changes with every release and would be taken for an identifier. A lowercase word, even with a version (`-bootstrap5`), is not a hash.
 */
const FRAME = /[/\\]([^/\\\s()@?]{1,99}?)([.-](?![A-Z]?[a-z]{0,99}\d{0,2}\.)\w{8,99})?(\.[cm]?[jt]sx?)(\?[^:\s]{0,99})?(:\d+):\d/

/**
 * Records uncaught errors and rejections: their kind, name and place, not their message.
 *
 * An error is recorded immediately, its repeats on the same page at most every ten seconds with their number (`count`); at most 20 different errors per page.
 *
 * @example
 * ```ts
 * createTelemetry({ endpoint: '/api/telemetry', capture: [errors()] })
 * ```
 */
export function errors(options: ErrorOptions = {}): Capture {
  return ({ onEvent, onSnapshot, telemetry }) => {
    /** How often each kind was repeated on this page since it was last reported. */
    const kinds = new Map<string, number>()
    let place = ''
    /** What the client calls the page; undefined if it records nothing there. */
    let page: string | null | undefined
    let timer: ReturnType<typeof setTimeout> | undefined

    const tellRepeats = () => {
      clearTimeout(timer)
      timer = undefined
      kinds.forEach((count, kind) => {
        // While the visitor is still there, the router may know the page's pattern by now.
        if (count && page) telemetry.trackError('client_error', readPlace() === place ? undefined : page, { ...(JSON.parse(kind) as object), count })
        kinds.set(kind, 0)
      })
    }
    const report = (thrown: unknown, source: string) => {
      const metadata = describeError(thrown, source, options)
      const kind = JSON.stringify(metadata)
      if (readPlace() !== place) {
        tellRepeats()
        kinds.clear()
        page = undefined
        place = readPlace()
      }
      const known = kinds.get(kind)
      if (known !== undefined) {
        kinds.set(kind, known + 1)
        timer ??= setTimeout(tellRepeats, REPEAT_INTERVAL_MS)
      } else if (kinds.size < MAX_KINDS) {
        kinds.set(kind, 0)
        const stop = onEvent((event) => void (page = event.page))
        telemetry.trackError('client_error', undefined, metadata)
        stop()
      }
    }
    onSnapshot(tellRepeats)
    const stops = [
      listen(window, 'error', (event) => {
        const { error, message } = event as ErrorEvent
        if (message && !NOISE.test(message)) report(error ?? message, 'error')
      }),
      listen(window, 'unhandledrejection', (event) => report((event as PromiseRejectionEvent).reason, 'rejection')),
    ]
    return () => {
      clearTimeout(timer)
      stops.forEach(attempt)
    }
  }
}

const readPlace = () => readPath() + location.hash

function describeError(thrown: unknown, source: string, { messages }: ErrorOptions): MetadataInput {
  const error = thrown instanceof Error ? thrown : null
  const frame = FRAME.exec(String(error?.stack).slice(0, 2000))
  return {
    errorName: error?.name ?? typeof thrown,
    source,
    ...(frame && { place: `${frame[1]}${frame[3]}${frame[5]}` }),
    ...(messages && { message: String(error?.message ?? thrown).slice(0, 2000) }),
  }
}
