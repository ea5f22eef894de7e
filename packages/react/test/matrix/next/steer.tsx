'use client'

import { useEffect } from 'react'
import { expectViewsAfter, runAll, settled, shows, pass, type Navigator, type Scenario } from './scenarios'

/** What both routers of Next.js have. */
interface NextRouter {
  push(path: string): unknown
  replace(path: string): unknown
}

/** Offers the scenarios to the test. */
export function useScenarios(router: NextRouter, prefix: string, more: Readonly<Record<string, Scenario>> = {}): void {
  useEffect(() => {
    expectViewsAfter(50)
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
