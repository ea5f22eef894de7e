import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCalendar } from '@parel/telemetry-core'
import { buildReport } from '../../src/reports/build-report'
import { encodeCsv } from '../../src/reports/csv'
import { panelSections, panelTable } from '../../src/reports/panels'
import { parseReportQuery } from '../../src/reports/parse-report-query'
import { rareContext } from '../../src/rows/suppress-rare'
import type { DailyRow, TransitionRow } from '../../src/store/store'
import { dailyRow } from './daily-row'

const today = 20_000
const minSessions = 11
const setting = { calendar: createCalendar('UTC'), clock: { today, hour: 12 }, minSessions }

interface Site {
  readonly days: readonly (readonly DailyRow[])[]
  readonly transitions: readonly TransitionRow[]
}

function ask(site: Site, query: string) {
  return buildReport(parseReportQuery(new URLSearchParams(query), { today }), { days: site.days, transitions: site.transitions, previous: query.includes('compare') ? site.days : null }, setting)
}

// One visitor on the hidden page again and again: few sessions, many events.
const loud: Site = {
  days: [[
    dailyRow({ day: today, type: 'page_view', context: '/a', count: 80, sessions: 40 }),
    dailyRow({ day: today, type: 'page_view', context: '/b', count: 30, sessions: 20 }),
    dailyRow({ day: today, type: 'page_view', context: '/hidden', count: 25, sessions: 1 }),
    dailyRow({ day: today, type: 'action', context: 'save', count: 90, sessions: 30, pages: new Map([['/a', 40], ['/b', 30], ['/hidden', 20]]) }),
    dailyRow({ day: today, type: 'error', context: 'api_error', count: 60, sessions: 30, pages: new Map([['/a', 45], ['/hidden', 15]]) }),
    dailyRow({
      day: today, type: 'web_vital', context: 'CLS', count: 70, sessions: 30, pages: new Map([['/a', 40], ['/hidden', 30]]), vitals: new Map([['/a', new Map([[200, 40]])], ['/hidden', new Map([[90, 30]])]]),
    }),
  ]],
  transitions: [{ day: today, from: '/a', to: '/b', count: 50 }, { day: today, from: '/a', to: '/hidden', count: 20 }, { day: today, from: '/b', to: '/a', count: 30 }],
}

const everyQuery = ['', 'include=all', 'include=all&compare=previous', 'include=all&days=1', 'include=all&type=action', 'include=all&page=/hidden', 'include=all&page=/a', 'include=all&action=save', 'include=all&error=api_error', `include=all&page=${rareContext}`]

describe('a page that too few sessions saw', () => {
  it.each(everyQuery)('is named in no answer to "%s"', (query) => {
    const report = ask(loud, query)
    expect(JSON.stringify(report)).not.toContain('/hidden')
    for (const panel of panelSections.keys()) expect(encodeCsv(panelTable(report, panel))).not.toContain('/hidden')
  })

  it('is not the difference between a total and what is shown', () => {
    const { actions, errors, transitions, summary } = ask(loud, 'include=all')
    // Each collective row stands for more than the hidden page.
    expect(actions?.[0]?.pages).toEqual([{ name: rareContext, count: 50 }, { name: '/a', count: 40 }])
    expect(errors?.pages).toEqual([{ name: rareContext, count: 60 }])
    // The page that hides it is itself hidden, and with it every way to and from it.
    expect(transitions).toEqual([{ from: rareContext, to: rareContext, count: 100 }])
    expect(summary).toMatchObject({ pageViews: 135, actions: 90, errors: 60 })
  })
})

describe('ways that the store has folded', () => {
  const pages = ['/a', '/b', '/c'].map((context) => dailyRow({ day: today, type: 'page_view', context, count: 80, sessions: 40 }))
  const shown = [{ from: '/a', to: '/b', count: 50 }, { from: '/b', to: '/c', count: 30 }]
  const ways = (transitions: readonly Omit<TransitionRow, 'day'>[]) => ask({ days: [pages], transitions: transitions.map((way) => ({ day: today, ...way })) }, 'include=all').transitions

  it('take no other along, once more, when they are shown', () => {
    const folded = [...shown, { from: rareContext, to: rareContext, count: 15 }]
    expect(ways(folded)).toEqual(folded)
  })

  it('because they are too many stay together', () => {
    const folded = [...shown, { from: '[other]', to: '[other]', count: 15 }]
    expect(ways(folded)).toEqual(folded)
  })

  it('hide another that is too rare', () => {
    expect(ways([...shown, { from: rareContext, to: rareContext, count: 15 }, { from: '/c', to: '/a', count: 2 }])).toEqual([...shown, { from: rareContext, to: rareContext, count: 17 }])
  })
})

const names = ['/p1', '/p2', '/p3', '/p4', '/p5', '/p6']
const counted = fc.record({ sessions: fc.integer({ min: 1, max: 30 }), views: fc.integer({ min: 1, max: 60 }), saves: fc.integer({ min: 0, max: 40 }), next: fc.integer({ min: 0, max: 40 }) })

describe('whatever happened', () => {
  it('no collective cell is small or stands for one name, no total changes', () => {
    fc.assert(fc.property(fc.array(counted, { minLength: 3, maxLength: names.length }), (pages) => {
      const views = pages.map(({ sessions, views: more }, index) => dailyRow({ day: today, type: 'page_view', context: names[index] ?? '', count: sessions + more, sessions }))
      const onPages = new Map(pages.map(({ saves }, index) => [names[index] ?? '', saves] as const).filter(([, saves]) => saves > 0))
      const saves = [...onPages.values()].reduce((sum, count) => sum + count, 0)
      const action = dailyRow({ day: today, type: 'action', context: 'save', count: saves, sessions: 20, pages: onPages })
      const transitions = pages.map(({ next }, index) => ({ day: today, from: names[index] ?? '', to: names[(index + 1) % pages.length] ?? '', count: next })).filter(({ count }) => count > 0)
      const report = ask({ days: [[...views, ...(saves > 0 ? [action] : [])]], transitions }, 'include=all')
      const hidden = views.filter(({ sessions }) => sessions < minSessions).map(({ context }) => context)
      const text = JSON.stringify(report)
      for (const name of hidden) expect(text).not.toContain(`"${name}"`)
      expectSound(report.actions?.[0]?.pages.map(({ name, count }) => [name, count]) ?? [], [...onPages])
      expectSound((report.transitions ?? []).map(({ from, to, count }) => [from === rareContext ? rareContext : `${from} ${to}`, count]), transitions.map(({ from, to, count }) => [`${from} ${to}`, count]))
    }))
  })
})

type Cells = readonly (readonly [string, number])[]

/** Shown and collective cells add up to the truth; a collective one holds at least two names and is not small, unless nothing else is left. */
function expectSound(shown: Cells, truth: Cells): void {
  const sum = (cells: Cells) => cells.reduce((total, [, count]) => total + count, 0)
  expect(sum(shown)).toBe(sum(truth))
  const named = shown.filter(([name]) => name !== rareContext)
  for (const cell of named) expect(truth).toContainEqual(cell)
  const isCollective = shown.length > named.length
  if (!isCollective || named.length === 0) return
  expect(truth.length - named.length).toBeGreaterThan(1)
  expect(sum(shown) - sum(named)).toBeGreaterThanOrEqual(minSessions)
}
