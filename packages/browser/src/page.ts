/** What the client reads of the page and its browser; the only door to the globals, so that tests can open another one. */
export interface Page {
  readonly window: Window & typeof globalThis
  readonly document: Document
  isVisible(): boolean
  isPrerendering(): boolean
  /** Adds a listener; returns the function that removes it. Listeners never block scrolling. */
  listen(target: EventTarget, type: string, listener: (event: Event) => void): () => void
}

/** The page this code runs in, or null where there is none (Node, workers, server rendering). */
export function readPage(): Page | null {
  if (typeof window === 'undefined' || typeof document === 'undefined') return null
  return {
    window,
    document,
    isVisible: () => document.visibilityState !== 'hidden',
    isPrerendering: () => (document as { prerendering?: boolean }).prerendering === true,
    listen(target, type, listener) {
      // Capture phase for input, so that a handler of the page that stops the event does not make the visitor look idle.
      const options = { passive: true, capture: target === document && type !== 'visibilitychange' }
      target.addEventListener(type, listener, options)
      return () => target.removeEventListener(type, listener, options)
    },
  }
}
