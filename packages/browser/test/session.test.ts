import { describe, expect, it } from 'vitest'
import { createSession, SESSION_KEY, type SessionOptions } from '../src/session'
import { createVisibleTime } from '../src/visible-time'
import { createClock } from './fakes'

const MINUTE_MS = 60_000

function start(overrides: Partial<SessionOptions> = {}) {
  const clock = createClock()
  const stored = new Map<string, string>()
  const log: string[] = []
  let count = 0
  const visibleTime = createVisibleTime(clock, true)
  const storage = { getItem: (key: string) => stored.get(key) ?? null, setItem: (key: string, value: string) => void stored.set(key, value) }
  const open = (more: Partial<SessionOptions> = {}) => {
    const session = createSession({
      storage,
      visibleTime,
      idleMs: 30 * MINUTE_MS,
      maxMs: 240 * MINUTE_MS,
      now: clock.now,
      createId: () => `session-${++count}`,
      isCopy: false,
      onStart: () => log.push(`start ${session.id()}`),
      onEnd: () => log.push(`end ${session.id()} ${session.length().duration}`),
      ...overrides,
      ...more,
    })
    return session
  }
  return { clock, stored, log, visibleTime, open }
}

describe('a session', () => {
  it('begins with the first event and not before', () => {
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
    expect(session.id()).toBe(`session-${expected}`)
  })

  it('ends after four hours however active it is', () => {
    const { clock, open } = start()
    const session = open()
    for (let minute = 0; minute <= 250; minute += 10) {
      session.touch()
      clock.jump(10 * MINUTE_MS)
    }
    expect(session.id()).toBe('session-2')
  })

  it('tells the length of the old one before the new one begins', () => {
    const { clock, open, log } = start()
    const session = open()
    session.touch()
    clock.jump(31 * MINUTE_MS)
    session.touch()
    expect(log[1]).toMatch(/^end session-1 /)
    expect(log[2]).toBe('start session-2')
  })

  it('goes on in the next document of the tab, without another start', () => {
    const { open, log } = start()
    open().touch()
    const next = open()
    next.touch()
    expect(next.id()).toBe('session-1')
    expect(log).toEqual(['start session-1'])
  })

  it('adds up the visible time of its documents', () => {
    const { clock, open } = start()
    const first = open()
    first.touch()
    clock.jump(5000)
    first.save()
    const second = open()
    second.touch()
    expect(second.length().duration).toBeGreaterThanOrEqual(5000)
  })

  it('is new in a copied tab', () => {
    const { open } = start()
    open().touch()
    const copy = open({ isCopy: true })
    copy.touch()
    expect(copy.id()).toBe('session-2')
  })

  it('does not live on for ever when the clock is set back', () => {
    const { clock, open } = start()
    const session = open()
    session.touch()
    clock.jump(-600 * MINUTE_MS)
    session.touch()
    expect(session.id()).toBe('session-1')
    clock.jump(31 * MINUTE_MS)
    session.touch()
    expect(session.id()).toBe('session-2')
  })

  it.each([
    ['reads', { getItem: () => { throw new Error('refused') }, setItem: () => {} }],
    ['writes', { getItem: () => null, setItem: () => { throw new Error('full') } }],
  ])('lives in memory when the storage refuses %s', (_name, storage) => {
    const { open } = start({ storage })
    const session = open()
    session.touch()
    session.touch()
    expect(session.id()).toBe('session-1')
  })

  it.each(['{', 'null', '{"id":7}', '{"id":"x","start":"y"}', '[]'])('begins anew when the stored record is %s', (text) => {
    const { stored, open } = start()
    stored.set(SESSION_KEY, text)
    const session = open()
    session.touch()
    expect(session.id()).toBe('session-1')
  })
})

describe('visible time', () => {
  it('stands still while the page is hidden', () => {
    const clock = createClock()
    const time = createVisibleTime(clock, true)
    clock.jump(1000)
    time.setVisible(false)
    clock.jump(60_000)
    time.setVisible(true)
    clock.jump(500)
    expect(time.total()).toBe(1500)
  })

  it('takes the smaller step of two clocks, so that neither sleep nor a set clock counts', () => {
    let wall = 0
    let steady = 0
    const time = createVisibleTime({ now: () => wall, elapsed: () => steady }, true)
    wall += 3_600_000
    steady += 2000
    expect(time.total()).toBe(2000)
    wall -= 3_600_000
    steady += 2000
    expect(time.total()).toBe(2000)
  })
})
