import type { Page } from './page'

/** What happens to a page between its first sight and its end. Every one of these may be undone again, or come twice. */
export interface PageLife {
  /** Hidden: perhaps for a moment, perhaps for ever. */
  onHide(): void
  /** Left: closed, navigated away, or put into the back/forward cache. */
  onLeave(): void
  /** Visible again, or back from the cache (`restored`). */
  onReturn(restored: boolean): void
  onBlur(): void
  onOnline(): void
  /** The content security policy of the page blocked a request to this address. */
  onBlocked(address: string): void
}

/**
 * Listens for the ways out of a page; returns the function that stops it.
 *
 * Never `unload` or `beforeunload`: they are missing on phones and cost the back/forward cache. Everything is heard on `window`, in the
 * bubble phase, so that listeners of the page run first and their last events are still sent.
 */
export function watchPage(page: Page, life: PageLife): () => void {
  const { window } = page
  const stops = [
    page.listen(window, 'visibilitychange', () => (page.isVisible() ? life.onReturn(false) : life.onHide())),
    page.listen(window, 'pagehide', life.onLeave),
    page.listen(window, 'pageshow', (event) => (event as PageTransitionEvent).persisted && life.onReturn(true)),
    page.listen(page.document, 'resume', () => life.onReturn(false)),
    page.listen(window, 'blur', life.onBlur),
    page.listen(window, 'online', life.onOnline),
    page.listen(window, 'securitypolicyviolation', (event) => life.onBlocked((event as SecurityPolicyViolationEvent).blockedURI)),
  ]
  return () => stops.forEach((stop) => stop())
}
