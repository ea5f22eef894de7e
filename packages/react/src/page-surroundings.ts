/** What the counter of visits reads from the page it runs in. */
export interface PageSurroundings {
  /** Milliseconds of a monotonic clock. */
  now(): number
  /** False while the page is hidden or prerendered. */
  isSeen_(): boolean
  /** The page's location. It is only compared, never sent. */
  readPlace_(): string
  /**
   * Calls the listener when `isSeen_` may have changed, when the page is left and on activity. `revived` is true on a return from the back/forward cache.
   *
   * @returns A function that stops watching.
   */
  watch_(listener: (revived: boolean) => void): () => void
}

/** The document this code runs in. Accesses nothing until it is used; without a document (React Native) a page is always visible. */
export const documentSurroundings: PageSurroundings = {
  isSeen_: () => typeof document === 'undefined' || (!document.hidden && !(document as { prerendering?: boolean }).prerendering),
  // `#/users` and `#!/users` are routes, `#faq` is not: a slash and an exclamation mark come before all digits and letters.
  readPlace_: () => (typeof location === 'undefined' ? '' : location.pathname + (location.hash < '#0' ? location.hash : '')),
  now: () => performance.now(),
  watch_(listener) {
    if (typeof document === 'undefined') return () => {}
    const react = (event: Event) => listener(event.type === 'pageshow' && (event as PageTransitionEvent).persisted)
    // On the window and capturing: the client sends at these events too, and the last leave must be recorded by then.
    for (const type of PAGE_EVENTS) addEventListener(type, react, true)
    return () => {
      for (const type of PAGE_EVENTS) removeEventListener(type, react, true)
    }
  },
}

const PAGE_EVENTS = ['visibilitychange', 'prerenderingchange', 'pagehide', 'pageshow', 'pointerdown', 'keydown', 'scroll']
