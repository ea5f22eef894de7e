import type { MetadataInput } from '../telemetry-interface'
import type { Capture } from './capture'

/** What {@link errors} takes. */
export interface ErrorOptions {
  /**
   * Also records the message, cleaned of what looks personal. Messages are written by people and may say anything, so this is off.
   *
   * @default false
   */
  readonly messages?: boolean | undefined
}

const MAX_KINDS = 20
const REPEAT_INTERVAL_MS = 10_000
const NOISE = /^(?:ResizeObserver loop|Script error)/
/**
 * The first script in a stack, and its line. By its ending, because a script that stands in the page has the address of the page for a file. Without the
 * hash that a bundler puts into its name: it changes with every release, and would be taken for an identifier.
 */
const FRAME = /([^/\\\s()@?]{1,100}?)([.-](?=\w*\d)\w{8,99})?(\.[cm]?[jt]sx?)(\?[^:\s]{0,99})?(:\d{1,7}):\d/

/**
 * Records uncaught errors and rejections: their kind, name and place, not their message.
 *
 * The same error is recorded at once, then at most every ten seconds with the number of repetitions (`count`); at most 20 different ones a page.
 */
export function errors(options: ErrorOptions = {}): Capture {
  return ({ onSnapshot, telemetry, page }) => {
    const kinds = new Map<string, { metadata: MetadataInput; count: number }>()
    let timer: ReturnType<typeof setTimeout> | undefined

    const tellRepeats = () => {
      clearTimeout(timer)
      timer = undefined
      kinds.forEach((kind) => {
        if (kind.count) telemetry.trackError('client_error', undefined, { ...kind.metadata, count: kind.count })
        kind.count = 0
      })
    }
    const report = (thrown: unknown, source: string) => {
      const metadata = describeError(thrown, source, options)
      const fingerprint = JSON.stringify(metadata)
      const known = kinds.get(fingerprint)
      if (known) {
        known.count++
        timer ??= setTimeout(tellRepeats, REPEAT_INTERVAL_MS)
      } else if (kinds.size < MAX_KINDS) {
        kinds.set(fingerprint, { metadata, count: 0 })
        telemetry.trackError('client_error', undefined, metadata)
      }
    }
    onSnapshot(tellRepeats)
    const stops = [
      page.listen(page.window, 'error', (event) => {
        const { error, message } = event as ErrorEvent
        if (message && !NOISE.test(message)) report(error ?? message, 'error')
      }),
      page.listen(page.window, 'unhandledrejection', (event) => report((event as PromiseRejectionEvent).reason, 'rejection')),
      () => clearTimeout(timer),
    ]
    return () => stops.forEach((stop) => stop())
  }
}

function describeError(thrown: unknown, source: string, { messages }: ErrorOptions): MetadataInput {
  const error = thrown instanceof Error ? thrown : null
  const frame = FRAME.exec(String(error?.stack).slice(0, 2000))
  return {
    source,
    errorName: error?.name ?? typeof thrown,
    ...(frame && { place: `${frame[1]}${frame[3]}${frame[5]}` }),
    ...(messages && { message: String(error?.message ?? thrown).slice(0, 200) }),
  }
}
