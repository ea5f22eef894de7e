import { attempt } from './attempt'

/** What a global name stands for, looked up and not written down: the compiler of a worker or of a server knows neither `Window` nor `Document`. */
type Global<Name extends string> = typeof globalThis extends { readonly [Key in Name]: infer Value } ? Value : never

/** What a capture reads of the page. */
export interface Page {
  readonly window: Global<'window'>
  readonly document: Global<'document'>
  isVisible(): boolean
  /** Adds a listener; returns the function that removes it. Listeners never block scrolling. */
  listen(target: EventTarget, type: string, listener: (event: Event) => void): () => void
}

export const isVisible: Page['isVisible'] = () => document.visibilityState !== 'hidden'

export const listen: Page['listen'] = (target, type, listener) => {
  // Capture phase for input, so that a handler of the page that stops the event does not make the visitor look idle.
  const options = { passive: true, capture: target === document }
  // What a listener throws, the browser would tell the page.
  const hear = (event: Event) => attempt(() => listener(event))
  target.addEventListener(type, hear, options)
  return () => target.removeEventListener(type, hear, options)
}

let address = ''
let path = ''

/** The path of the page; the root where there is no host, because the folders of a disk bear the name of whoever uses the machine. `location.pathname` makes a new text at each look; the address is the same one until it changes. */
export function readPath(): string {
  if (document.URL !== address) {
    address = document.URL
    path = location.host ? location.pathname : '/'
  }
  return path
}
