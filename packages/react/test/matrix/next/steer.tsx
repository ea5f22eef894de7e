'use client'

import { startTransition, useEffect, useState } from 'react'
import { expectViewsAfter, runAll, settled, shows, pass, type Navigator, type Scenario } from './scenarios'

/** What both routers of Next.js have. */
interface NextRouter {
  push(path: string): unknown
  replace(path: string): unknown
}

// The shortest wait of a view under Next.js.
const VIEW_WAIT_MS = 50

/** Offers the scenarios to the test. */
export function useScenarios(router: NextRouter, prefix: string, more: Readonly<Record<string, Scenario>> = {}): void {
  const [commit, setCommit] = useState<{ react(): void } | null>(null)
  useEffect(() => commit?.react(), [commit])
  useEffect(() => {
    // A timer that is set later and waits longer fires later; a transition that begins later is not committed before.
    expectViewsAfter(async () => {
      await new Promise((resolve) => setTimeout(resolve, VIEW_WAIT_MS + 1))
      await new Promise<void>((resolve) => startTransition(() => setCommit({ react: resolve })))
    })
    const place = (path: string) => prefix + (path.startsWith('/?') ? path.slice(1) : path === '/' ? '' : path)
    const navigator: Navigator = { push: (path) => void router.push(place(path)), replace: (path) => void router.replace(place(path)) }
    Object.assign(window, { runAll: () => runAll(navigator, { ...ROUTES, ...more }) })
  }, [router, prefix, more])
}

const ROUTES: Readonly<Record<string, Scenario>> = {
  async 'catch-all'({ push }) {
    push('/docs/a%20b/ada')
    await shows('Docs')
  },
  async 'optional catch-all'({ push }) {
    push('/shelf')
    await shows('Shelf')
    pass()
    push('/shelf/ada/bob')
    await shows('Shelf with ada')
  },
  async rewrite({ push }) {
    push('/u-ada')
    await shows('User ada')
  },
}

/** A page over another one, whose parameter has the same name. */
export const intercepted: Readonly<Record<string, Scenario>> = {
  async intercepted({ push }) {
    push('/users/ada')
    await shows('User ada')
    pass()
    push('/photo/sunset')
    await shows('Photo over the page')
    pass()
    history.back()
    while (location.pathname.includes('photo')) await settled()
    await settled()
  },
  async 'behind a modal'({ push }) {
    push('/photo/sunset')
    await shows('Photo over the page')
    pass()
    // Next.js keeps what a slot shows, and its parameters.
    push('/users/bob')
    while (!location.pathname.includes('users')) await settled()
    await settled()
  },
}
