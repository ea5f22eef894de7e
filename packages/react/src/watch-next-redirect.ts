import type { RedirectCheck } from './visits'

/** `redirect()` in a page that Next.js has prerendered: the page is shown for about a frame, then another one takes its place. */
const REDIRECT_WAIT_MS = 50

/** A page that is left soon, without a new entry in the history, was a redirect; whoever pushes or goes back has seen it. */
export function watchNextRedirect(): RedirectCheck {
  const shown = readEntry()
  return { waitMs: REDIRECT_WAIT_MS, isRedirect: (leaving) => leaving && readEntry() === shown }
}

/** What changes with each new entry. The length stops growing at 50, so it is only the second choice. */
function readEntry(): string | number {
  const { navigation } = globalThis as { navigation?: { currentEntry?: { key: string } | null } }
  return navigation?.currentEntry?.key ?? history.length
}
