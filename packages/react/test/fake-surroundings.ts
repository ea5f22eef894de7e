import type { PageSurroundings } from '../src/page-surroundings'

/** A page whose clock and visibility the test controls. */
export interface FakeSurroundings extends PageSurroundings {
  place: string
  /** Lets milliseconds pass. */
  pass(ms: number): void
  show(visible: boolean): void
  /** Somebody scrolls or types. */
  touch(): void
  /** The page returns from the back/forward cache. */
  revive(): void
  watchers(): number
}

/** Creates a visible page at `/` at time 0. */
export function createFakeSurroundings(): FakeSurroundings {
  const listeners = new Set<(revived: boolean) => void>()
  let time = 0
  let visible = true
  const tell = (revived: boolean) => listeners.forEach((listener) => listener(revived))
  return {
    place: '/',
    now: () => time,
    isSeen_: () => visible,
    readPlace_() {
      return this.place
    },
    watch_(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    pass(ms) {
      time += ms
    },
    show(next) {
      visible = next
      tell(false)
    },
    touch: () => tell(false),
    revive() {
      visible = true
      tell(true)
    },
    watchers: () => listeners.size,
  }
}
