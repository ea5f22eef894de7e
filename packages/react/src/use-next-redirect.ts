import { useCallback, useState, useEffect, startTransition } from 'react'
import type { RedirectCheck } from './visits'

// A page whose redirect arrives with it navigates in the same commit; one that streams the redirect needs about a frame more.
const SHORTEST_MS = 50
// A visitor who has looked at a page for so long has seen it, whatever else it waits for.
const LONGEST_MS = 2000

/**
 * Detects Next.js pages that only call `redirect()`, which are shown until the target has loaded.
 *
 * Such a page starts the navigation in an effect, as a transition. A transition that is started with it is committed with it, so one that commits immediately
 * means that the page stays. If none commits in time and the history entry is replaced, it is a redirect. If the visitor pushes an entry or goes back, the page was seen.
 */
export function useNextRedirect(): () => RedirectCheck {
  const [onCommit, setOnCommit] = useState<(() => void) | null>(null)
  useEffect(() => onCommit?.(), [onCommit])
  return useCallback(() => {
    const shown = readEntry()
    return {
      isRedirect_: (leaving) => leaving && readEntry() === shown,
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
    }
  }, [])
}

/** Changes with each new history entry. The length stops growing at 50, so it is only the fallback. */
function readEntry(): string | number {
  const { navigation } = globalThis as { navigation?: { currentEntry?: { key: string } | null } }
  return navigation?.currentEntry?.key ?? history.length
}
