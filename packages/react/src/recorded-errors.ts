import type { Telemetry } from '@parel/telemetry-browser'
import { readOpenPage } from './open-page'

interface Told {
  has(thrown: unknown): boolean
  add(thrown: unknown): unknown
}

const recorded: Told = new WeakSet<object>()
/** Equal texts count as one error only while React is still reporting it, which is within one task. */
const recordedNow = new Set<unknown>()

/**
 * Records an error by its name. The message is not recorded: people write messages and may put anything into them.
 *
 * React reports one error in several places (boundary and root); it is recorded once.
 */
export function recordError(client: Telemetry, thrown: unknown, where: { readonly source: string; readonly area?: string | undefined }): void {
  const told: Told = typeof thrown === 'object' && thrown !== null ? recorded : recordedNow
  if (told.has(thrown) || isNavigation(thrown)) return
  told.add(thrown)
  const errorName = thrown instanceof Error ? thrown.name : typeof thrown
  const { source, area } = where
  // React tells of an error before it runs the effects of the page that was just opened: until then, the page is the one before.
  setTimeout(() => {
    recordedNow.delete(thrown)
    client.trackError('client_error', readOpenPage(), { source, errorName, ...(area !== undefined && { area }) })
  })
}

/** Whether a framework threw it to navigate, which is no failure: `redirect()`, `notFound()` and the like of Next.js, and `notFound()` of TanStack Router. */
export function isNavigation(error: unknown): boolean {
  const { digest, isNotFound } = (error ?? {}) as { digest?: unknown; isNotFound?: unknown }
  return isNotFound === true || String(digest).startsWith('NEXT_')
}
