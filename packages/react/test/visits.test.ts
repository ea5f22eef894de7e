import { describe, expect, it, vi } from 'vitest'
import { client, seen, surroundings, visits } from './start-visits'

describe('a visit', () => {
  it('is one view and, after it ends, one leave with the visible time', () => {
    const leave = visits.enter({ client, page: '/a' })
    surroundings.pass(1200)
    leave()
    expect(seen()).toEqual(['view /a'])
    vi.runAllTimers()
    expect(seen()).toEqual(['view /a', 'leave /a 1200'])
  })

  it('continues when it is started again in the same task', () => {
    visits.enter({ client, page: '/a' })()
    const leave = visits.enter({ client, page: '/a' })
    vi.runAllTimers()
    surroundings.pass(300)
    leave()
    vi.runAllTimers()
    expect(seen()).toEqual(['view /a', 'leave /a 300'])
  })

  it('continues next to another one when both are started again in the same task', () => {
    const open = () => ['/list', '/detail'].map((page) => visits.enter({ client, page }))
    open().forEach((leave) => leave())
    const leaves = open()
    surroundings.pass(300)
    leaves.forEach((leave) => leave())
    vi.runAllTimers()
    expect(seen()).toEqual(['view /list', 'view /detail', 'leave /list 300', 'leave /detail 300'])
  })

  it('is a new one in another place, although the page is the same', () => {
    surroundings.place = '/users/1'
    const leave = visits.enter({ client, page: '/users/[id]' })
    surroundings.pass(10)
    surroundings.place = '/users/2'
    leave()
    visits.enter({ client, page: '/users/[id]' })
    expect(seen()).toEqual(['view /users/[id]', 'leave /users/[id] 10', 'view /users/[id]'])
  })

  it('is left before the next page is viewed', () => {
    const leave = visits.enter({ client, page: '/a' })
    surroundings.pass(40)
    leave()
    visits.enter({ client, page: '/b' })
    expect(seen()).toEqual(['view /a', 'leave /a 40', 'view /b'])
  })

  it('does not count the time between its end and the report of it', () => {
    const leave = visits.enter({ client, page: '/a' })
    surroundings.pass(40)
    leave()
    surroundings.pass(5000)
    vi.runAllTimers()
    expect(seen()).toEqual(['view /a', 'leave /a 40'])
  })

  it('does not count sleep: at most 30 minutes of a gap without activity', () => {
    const leave = visits.enter({ client, page: '/a' })
    surroundings.pass(8 * 3_600_000)
    leave()
    vi.runAllTimers()
    expect(seen()).toEqual(['view /a', 'leave /a 1800000'])
  })

  it('counts hours during which the visitor is active', () => {
    const leave = visits.enter({ client, page: '/a' })
    for (let minutes = 0; minutes < 120; minutes += 20) {
      surroundings.pass(20 * 60_000)
      surroundings.touch()
    }
    leave()
    vi.runAllTimers()
    expect(seen()).toEqual(['view /a', 'leave /a 7200000'])
  })

  it('does not query the client on activity, because that is frequent', () => {
    const leave = visits.enter({ client, page: '/a' })
    const inspect = vi.spyOn(client, 'inspect')
    surroundings.pass(40)
    surroundings.touch()
    expect(inspect).not.toHaveBeenCalled()
    client.setState('opted-out')
    surroundings.pass(40)
    surroundings.touch()
    client.setState('recording')
    surroundings.pass(40)
    leave()
    vi.runAllTimers()
    expect(seen()).toEqual(['view /a', 'leave /a 40'])
    inspect.mockRestore()
  })

  it('stops watching the page when the last one has ended', () => {
    const leave = visits.enter({ client, page: '/a' })
    expect(surroundings.watchers()).toBe(1)
    leave()
    vi.runAllTimers()
    expect(surroundings.watchers()).toBe(0)
  })
})

describe('a page that is not visible', () => {
  it('is viewed when it is first visible', () => {
    surroundings.show(false)
    visits.enter({ client, page: '/a' })
    surroundings.pass(500)
    expect(seen()).toEqual([])
    surroundings.show(true)
    expect(seen()).toEqual(['view /a'])
  })

  it('leaves no trace if it was never visible', () => {
    surroundings.show(false)
    const leave = visits.enter({ client, page: '/a' })
    leave()
    vi.runAllTimers()
    surroundings.show(true)
    expect(seen()).toEqual([])
  })

  it('reports its visible time immediately, and later only what came after', () => {
    const leave = visits.enter({ client, page: '/a' })
    surroundings.pass(100)
    surroundings.show(false)
    expect(seen()).toEqual(['view /a', 'leave /a 100'])
    surroundings.pass(9000)
    surroundings.show(true)
    surroundings.pass(25)
    leave()
    vi.runAllTimers()
    expect(seen()).toEqual(['view /a', 'leave /a 100', 'leave /a 25'])
  })

  it('reports a visit that has just ended', () => {
    const leave = visits.enter({ client, page: '/a' })
    surroundings.pass(100)
    leave()
    surroundings.show(false)
    expect(seen()).toEqual(['view /a', 'leave /a 100'])
    vi.runAllTimers()
    surroundings.show(true)
    expect(seen()).toEqual(['view /a', 'leave /a 100'])
  })

  it('is a new view when it returns from the back/forward cache', () => {
    visits.enter({ client, page: '/a' })
    surroundings.pass(70)
    surroundings.show(false)
    surroundings.pass(9000)
    surroundings.revive()
    surroundings.pass(5)
    surroundings.show(false)
    expect(seen()).toEqual(['view /a', 'leave /a 70', 'view /a', 'leave /a 5'])
  })
})

describe('a client that may not record', () => {
  it('gets the view once it may', () => {
    client.setState('opted-out')
    visits.enter({ client, page: '/a' })
    expect(seen()).toEqual([])
    client.setState('recording')
    client.setState('recording')
    expect(seen()).toEqual(['view /a'])
  })
})

describe('a visitor who refuses', () => {
  it('gets no time recorded for the period of the refusal', () => {
    const leave = visits.enter({ client, page: '/a' })
    surroundings.pass(100)
    client.optOut()
    surroundings.pass(60_000)
    client.optIn()
    surroundings.pass(50)
    leave()
    vi.runAllTimers()
    expect(seen()).toEqual(['leave /a 50'])
  })
})
