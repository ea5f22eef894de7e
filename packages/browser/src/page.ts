import { attempt } from './attempt'

/** The type of a global, looked up instead of named: the compiler settings of a worker or server know neither `Window` nor `Document`. */
type Global<Name extends string> = typeof globalThis extends { readonly [Key in Name]: infer Value } ? Value : never

/** What a capture can access of the page. */
export interface Page {
  readonly window: Global<'window'>
  readonly document: Global<'document'>
  isVisible(): boolean
  /** Adds a listener; returns a function that removes it. Listeners never block scrolling. */
  listen(target: EventTarget, type: string, listener: (event: Event) => void): () => void
}

export const listen: Page['listen'] = (target, type, listener) => {
  // Capture phase for input, so that a handler of the page that stops propagation does not make the visitor look idle.
  const options = { passive: true, capture: target === document }
  // The browser would report an exception of a listener to the page.
  const hear = (event: Event) => attempt(() => listener(event))
  target.addEventListener(type, hear, options)
  return () => target.removeEventListener(type, hear, options)
}

export const isVisible: Page['isVisible'] = () => !document.hidden

let address = ''
let path = ''

/** The path of the page; the root where there is no host, because folder names on a disk contain the name of the machine's user. `location.pathname` creates a new string on each access; the URL stays the same string until it changes. */
export function readPath(): string {
  if (document.URL !== address) {
    address = document.URL
    path = location.host ? location.pathname : '/'
  }
  return path
}
