import { expect, it } from 'vitest'
import { joinToWeeks } from '../../dashboard/src/charts/join-steps'
import { dailyRow } from './daily-row'
import { report, today } from './report-of-rows'

const rowsOf = (day: number) => [
  dailyRow({ day, type: 'action', context: 'save', count: 2, hours: new Map([['9', 2]]) }),
  dailyRow({ day, type: 'action', context: 'open', count: 98, hours: new Map([['9', 98]]) }),
  dailyRow({ day, type: 'error', context: 'client_error', count: 5, hours: new Map([['9', 5]]) }),
  dailyRow({ day, type: 'error', context: 'api_error', count: 1, hours: new Map([['9', 1]]) }),
]

it.each([
  ['all errors per 100 actions', '', 6],
  ['those of one name per 100 actions', '&error=api_error', 1],
  ['unknown of one action: errors know their page, not the action that was taken before', '&action=save', null],
])('the error rate is %s', (_name, filter, rate) => {
  const { summary, series = [], hours, previous } = report(`days=1&include=series,hours&compare=previous${filter}`, rowsOf(today), { previous: [rowsOf(today - 7)] })
  const points = [summary, series[0], hours?.[9], previous?.summary, previous?.series?.[0], previous?.hours?.[9], joinToWeeks(series)[0]]
  expect(points.map((point) => point?.errorRate)).toEqual(points.map(() => rate))
})

it('what one action filters are its own uses', () => {
  expect(report('days=1&action=save', rowsOf(today)).summary).toMatchObject({ actions: 2, errors: 6 })
})
