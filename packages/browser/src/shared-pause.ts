import type { BackOffOptions } from './back-off'
import type { Page } from './page'
import { readItem, writeItem } from './stored-item'

/** Key of the end of the server's pause in `localStorage`, shared by the tabs of the site. */
export const PAUSE_KEY = 'parel.pause'

/** Tells the other tabs when the server asked for rest; without storage each tab learns it by itself. */
export function createSharedPause(page: Page | null): BackOffOptions['shared'] {
  const find = () => page?.window.localStorage
  return {
    read: () => Number(readItem(find, PAUSE_KEY)),
    write: (until) => writeItem(find, PAUSE_KEY, until ? String(until) : null),
  }
}
