import { startTransition, useCallback, useEffect, useState } from 'react'
import type { RedirectCheck } from './visits'

// A page whose redirect arrives with it moves on in the same commit; one that streams it in needs about a frame more.
const SHORTEST_MS = 50
// Whoever has looked at a page for so long has seen it, whatever else it waits for.
const LONGEST_MS = 2000

/**
 * Tells pages of Next.js that only call `redirect()`, which are shown until the target has loaded.
 *
 * The page begins that navigation in an effect, as a transition. A transition begun with it is committed with it: so what comes back at once
 * says that the page stays. Nothing is said in time, and the history entry is replaced: a redirect. Whoever pushes or goes back has seen the page.
 */
export function useNextRedirect(): () => RedirectCheck {
  const [onCommit, setOnCommit] = useState<(() => void) | null>(null)
  useEffect(() => onCommit?.(), [onCommit])
  return useCallback(() => {
    const shown = readEntry()
    return {
      wait(done) {
        let missing = 2
        const arrive = () => {
          missing -= 1
          if (!missing) done()
        }
        const timers = [setTimeout(arrive, SHORTEST_MS), setTimeout(done, LONGEST_MS)]
        startTransition(() => setOnCommit(() => arrive))
        return () => timers.forEach(clearTimeout)
      },
      isRedirect_: (leaving) => leaving && readEntry() === shown,
    }
  }, [])
}

/** What changes with each new entry. The length stops growing at 50, so it is only the second choice. */
function readEntry(): string | number {
  const { navigation } = globalThis as { navigation?: { currentEntry?: { key: string } | null } }
  return navigation?.currentEntry?.key ?? history.length
}
