/** What the counter of visits reads of the page it runs in. */
export interface PageSurroundings {
  /** Milliseconds on a clock that never jumps. */
  now(): number
  /** False while the page is hidden or prerendered. */
  isSeen_(): boolean
  /** Where the page is. Only ever compared, never sent. */
  readPlace_(): string
  /**
   * Calls back when `isSeen_` may have changed, when the page is left and when somebody shows life. `revived` is true on a return from the back/forward cache.
   *
   * @returns The function that ends it.
   */
  watch_(listener: (revived: boolean) => void): () => void
}

/** The document this code runs in. Touches nothing until it is asked; without a document (React Native) a page is always seen. */
export const documentSurroundings: PageSurroundings = {
  isSeen_: () => typeof document === 'undefined' || (document.visibilityState !== 'hidden' && !(document as { prerendering?: boolean }).prerendering),
  readPlace_: () => (typeof location === 'undefined' ? '' : location.pathname + location.hash),
  now: () => performance.now(),
  watch_(listener) {
    if (typeof document === 'undefined') return () => {}
    const react = (event: Event) => listener(event.type === 'pageshow' && (event as PageTransitionEvent).persisted)
    // On the window and capturing: the client sends at these events too, and the last leave must be there by then.
    for (const type of PAGE_EVENTS) addEventListener(type, react, true)
    return () => {
      for (const type of PAGE_EVENTS) removeEventListener(type, react, true)
    }
  },
}

const PAGE_EVENTS = ['visibilitychange', 'prerenderingchange', 'pagehide', 'pageshow', 'pointerdown', 'keydown', 'scroll']
