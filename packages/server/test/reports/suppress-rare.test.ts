import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rareContext, suppressRare } from '../../src/rows/suppress-rare'
import { dailyRow } from './daily-row'

const views = (sessions: Readonly<Record<string, number>>) =>
  Object.entries(sessions).map(([context, count]) => dailyRow({ day: 1, type: 'page_view', context, count: count * 2, sessions: count }))
const shown = (rows: readonly { readonly context: string; readonly sessions: number }[]) => Object.fromEntries(rows.map(({ context, sessions }) => [context, sessions]))

describe('contexts with few sessions', () => {
  it.each([
    ['stay when none is rare', { '/a': 11, '/b': 12 }, { '/a': 11, '/b': 12 }],
    ['fold together', { '/a': 50, '/b': 6, '/c': 7 }, { '/a': 50, [rareContext]: 13 }],
    ['take the next smallest along when one alone is rare, else the total gives it away', { '/a': 50, '/b': 12, '/c': 3 }, { '/a': 50, [rareContext]: 15 }],
    ['take the next smallest along while together they are still too few', { '/a': 50, '/b': 20, '/c': 2, '/d': 1 }, { '/a': 50, [rareContext]: 23 }],
    ['fold all when all are rare', { '/a': 2, '/b': 1 }, { [rareContext]: 3 }],
  ])('%s', (_name, sessions, expected) => {
    expect(shown(suppressRare(views(sessions), 11))).toEqual(expected)
  })

  it('are all shown by default', () => {
    const rows = views({ '/a': 1 })
    expect(suppressRare(rows, 1)).toBe(rows)
  })

  it('never show a small number and never change a total', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 30 }), fc.integer({ min: 2, max: 15 }), (sessions, minimum) => {
        const rows = views(Object.fromEntries(sessions.map((count, index) => [`/p${index}`, count])))
        const visible = suppressRare(rows, minimum)
        const total = (list: typeof visible) => list.reduce((sum, row) => sum + row.count, 0)
        expect(total(visible)).toBe(total(rows))
        const small = visible.filter((row) => row.sessions < minimum)
        // Only where the whole day has too few sessions is there nothing left to hide them among.
        expect(small.every((row) => row.context === rareContext && visible.length === 1)).toBe(true)
      }),
    )
  })

  it('do not show through the pages of an action', () => {
    const pages = views({ '/a': 50, '/b': 40, '/c': 30 })
    const [row] = suppressRare([dailyRow({ day: 1, type: 'action', context: 'save', count: 60, sessions: 30, pages: new Map([['/a', 40], ['/b', 18], ['/c', 2]]) }), ...pages], 11)
    expect([...(row?.pages ?? [])]).toEqual([['/a', 40], [rareContext, 20]])
  })

  it('do not show through an action that is called like a hidden page', () => {
    const pages = views({ '/a': 50, '/b': 40, '/c': 2 })
    const [row] = suppressRare([dailyRow({ day: 1, type: 'action', context: '/c', count: 60, sessions: 30, pages: new Map([['/a', 40], ['/c', 20]]) }), ...pages], 11)
    expect([row?.context, [...(row?.pages ?? [])]]).toEqual(['/c', [[rareContext, 60]]])
  })

  it('leave numbers without a context alone', () => {
    const rows = [dailyRow({ day: 1, type: 'session_start', count: 2, sessions: 2 })]
    expect(suppressRare(rows, 11)).toEqual(rows)
  })
})
