import type { BackOffOptions } from './back-off'
import type { Page } from './page'

/** Key of the end of the server's pause in `localStorage`, shared by the tabs of the site. */
export const PAUSE_KEY = 'parel.pause'

/** Tells the other tabs when the server asked for rest; without storage each tab learns it by itself. */
export function createSharedPause(page: Page | null): BackOffOptions['shared'] {
  return {
    read() {
      try {
        return Number(page?.window.localStorage.getItem(PAUSE_KEY))
      } catch {
        return 0
      }
    },
    write(until) {
      try {
        if (until) page?.window.localStorage.setItem(PAUSE_KEY, String(until))
        else page?.window.localStorage.removeItem(PAUSE_KEY)
      } catch {
        // Each tab then learns it by itself.
      }
    },
  }
}
