import { describe, expect, it, vi } from 'vitest'
import { client, seen, surroundings, visits } from './start-visits'

describe('a page that may only redirect', () => {
  const redirect = (isRedirect_: (leaving: boolean) => boolean) => ({ redirect: { wait: wait50, isRedirect_ } })

  it('is viewed when the wait is over, and its time counts from the start', () => {
    const leave = visits.enter({ client, page: '/a', ...redirect(() => false) })
    surroundings.pass(80)
    expect(seen()).toEqual([])
    vi.advanceTimersByTime(50)
    leave()
    vi.runAllTimers()
    expect(seen()).toEqual(['view /a', 'leave /a 80'])
  })

  it.each([
    ['is not viewed when it is left by a redirect', true, ['view /b']],
    ['is viewed when it is left in another way', false, ['view /a', 'leave /a 10', 'view /b']],
  ])('%s', (_name, redirects, expected) => {
    const leave = visits.enter({ client, page: '/a', ...redirect((leaving) => leaving && redirects) })
    surroundings.pass(10)
    leave()
    visits.enter({ client, page: '/b' })
    vi.runAllTimers()
    expect(seen()).toEqual(expected)
  })

  it('is viewed when it is hidden before the wait is over', () => {
    visits.enter({ client, page: '/a', ...redirect((leaving) => leaving) })
    surroundings.pass(10)
    surroundings.show(false)
    vi.runAllTimers()
    expect(seen()).toEqual(['view /a', 'leave /a 10'])
  })

  it('is viewed once in StrictMode', () => {
    visits.enter({ client, page: '/a', ...redirect((leaving) => leaving) })()
    visits.enter({ client, page: '/a', ...redirect((leaving) => leaving) })
    vi.runAllTimers()
    expect(seen()).toEqual(['view /a'])
  })
})

function wait50(done: () => void): () => void {
  const timer = setTimeout(done, 50)
  return () => clearTimeout(timer)
}
