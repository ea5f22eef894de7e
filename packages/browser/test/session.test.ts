import { describe, expect, it } from 'vitest'
import { createSession, SESSION_KEY, type SessionOptions } from '../src/session'
import { createVisibleTime } from '../src/visible-time'
import { createClock } from './fakes'

const MINUTE_MS = 60_000

function start(overrides: Partial<SessionOptions> = {}) {
  const clock = createClock()
  const stored = new Map<string, string>()
  const log: string[] = []
  const visibleMs = createVisibleTime(clock)
  visibleMs(true)
  const storage = { getItem: (key: string) => stored.get(key) ?? null, setItem: (key: string, value: string) => void stored.set(key, value), removeItem: (key: string) => void stored.delete(key) }
  const ids: string[] = []
  const name = (id: string) => `session-${(ids.includes(id) ? ids.indexOf(id) : ids.push(id) - 1) + 1}`
  const open = (more: Partial<SessionOptions> = {}) => {
    const session = createSession({
      find_: () => storage,
      ...clock,
      options_: {},
      visibleMs_: visibleMs,
      isCopy_: false,
      base_: 0,
      emit_: ({ type, duration }, _at, id) => log.push(type === 'session_start' ? `start ${name(id)}` : `end ${name(id)} ${duration}`),
      ...overrides,
      ...more,
    })
    return { snapshot: session.snapshot_, touch: () => session.touch_(clock.now_()), name: () => name(session.record_?.id ?? '') }
  }
  return { clock, stored, log, open }
}

describe('a session', () => {
  it('starts with the first event and not before', () => {
    const { open, log, stored } = start()
    const session = open()
    expect(log).toEqual([])
    expect(stored.size).toBe(0)
    session.touch()
    expect(log).toEqual(['start session-1'])
  })

  it.each([
    ['29 idle minutes', 29, 1],
    ['31 idle minutes', 31, 2],
  ])('after %s has seen %i minutes and is session %i', (_name, minutes, expected) => {
    const { clock, open } = start()
    const session = open()
    session.touch()
    clock.jump(minutes * MINUTE_MS)
    session.touch()
    expect(session.name()).toBe(`session-${expected}`)
  })

  it('ends after four hours however active it is', () => {
    const { clock, open } = start()
    const session = open()
    for (let minute = 0; minute <= 250; minute += 10) {
      session.touch()
      clock.jump(10 * MINUTE_MS)
    }
    expect(session.name()).toBe('session-2')
  })

  it('reports the length of the old one before the new one starts', () => {
    const { clock, open, log } = start()
    const session = open()
    session.touch()
    clock.jump(31 * MINUTE_MS)
    session.touch()
    expect(log[1]).toMatch(/^end session-1 /)
    expect(log[2]).toBe('start session-2')
  })

  it('counts only its own time, even if it is as long as the one before it in the same document', () => {
    const { clock, open, log } = start({ options_: { sessionIdleMs: 1000 } })
    const session = open()
    session.touch()
    clock.jump(5000)
    session.touch()
    clock.jump(5000)
    session.snapshot()
    expect(log).toEqual(['start session-1', 'end session-1 5000', 'start session-2', 'end session-2 5000'])
  })

  it('continues in the next document of the tab, without another start', () => {
    const { open, log } = start()
    open().touch()
    const next = open()
    next.touch()
    expect(next.name()).toBe('session-1')
    expect(log).toEqual(['start session-1'])
  })

  it('adds up the visible time of its documents', () => {
    const { clock, open, log } = start()
    const first = open()
    first.touch()
    clock.jump(5000)
    first.snapshot()
    const second = open()
    second.touch()
    clock.jump(1000)
    second.snapshot()
    expect(log.slice(-2)).toEqual(['end session-1 5000', 'end session-1 11000'])
  })

  it('writes its last activity at most every five seconds', () => {
    const { clock, stored, open } = start()
    const session = open()
    const lastAfter = (ms: number) => {
      clock.jump(ms)
      session.touch()
      return clock.now_() - (JSON.parse(stored.get(SESSION_KEY) ?? '') as { last: number }).last
    }
    expect([lastAfter(0), lastAfter(4000), lastAfter(2000), lastAfter(1000)]).toEqual([0, 4000, 0, 1000])
  })

  it('is new in a duplicated tab', () => {
    const { open } = start()
    open().touch()
    const copy = open({ isCopy_: true })
    copy.touch()
    expect(copy.name()).toBe('session-2')
  })

  it('does not live forever when the clock is set back', () => {
    const { clock, open } = start()
    const session = open()
    session.touch()
    clock.jump(-600 * MINUTE_MS)
    session.touch()
    expect(session.name()).toBe('session-1')
    clock.jump(31 * MINUTE_MS)
    session.touch()
    expect(session.name()).toBe('session-2')
  })

  it('ends after four hours even so', () => {
    const { clock, open } = start()
    const session = open()
    session.touch()
    clock.jump(-600 * MINUTE_MS)
    for (let minute = 0; minute < 240; minute += 20) {
      session.touch()
      clock.jump(20 * MINUTE_MS)
    }
    session.touch()
    expect(session.name()).toBe('session-1')
    clock.jump(MINUTE_MS)
    session.touch()
    expect(session.name()).toBe('session-2')
  })

  it.each([
    ['reads', { getItem: () => { throw new Error('refused') }, setItem: () => {}, removeItem: () => {} }],
    ['writes', { getItem: () => null, setItem: () => { throw new Error('full') }, removeItem: () => {} }],
  ])('stays in memory when the storage refuses %s', (_name, storage) => {
    const { open } = start({ find_: () => storage })
    const session = open()
    session.touch()
    session.touch()
    expect(session.name()).toBe('session-1')
  })

  it.each(['{', 'null', '{"id":7}', '{"id":"x","start":"y"}', '[]'])('starts over when the stored record is %s', (text) => {
    const { stored, open } = start()
    stored.set(SESSION_KEY, text)
    const session = open()
    session.touch()
    expect(session.name()).toBe('session-1')
  })
})

describe('visible time', () => {
  it('stops while the page is hidden', () => {
    const clock = createClock()
    const visibleMs = createVisibleTime(clock)
    visibleMs(true)
    clock.jump(1000)
    visibleMs(false)
    clock.jump(60_000)
    visibleMs(true)
    clock.jump(500)
    expect(visibleMs()).toBe(1500)
  })

  it('takes the smaller step of two clocks, so that neither sleep nor a set clock counts', () => {
    let wall = 0
    let steady = 0
    const visibleMs = createVisibleTime({ now_: () => wall, elapsed_: () => steady })
    visibleMs(true)
    wall += 3_600_000
    steady += 2000
    expect(visibleMs()).toBe(2000)
    wall -= 3_600_000
    steady += 2000
    expect(visibleMs()).toBe(2000)
    // Either clock may have stood still since the last look.
    wall += 5000
    expect(visibleMs()).toBe(2000)
    steady += 5000
    expect(visibleMs()).toBe(2000)
  })

  it('counts at most half an hour between two measurements as reading, whatever both clocks say', () => {
    const clock = createClock()
    const visibleMs = createVisibleTime(clock)
    visibleMs(true)
    clock.jump(8 * 60 * MINUTE_MS)
    expect(visibleMs()).toBe(30 * MINUTE_MS)
  })
})
