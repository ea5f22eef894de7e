import { expect, it } from 'vitest'
import { formatPercent, formatRate, NO_NUMBER } from '../../dashboard/src/format/numbers'

it.each<[number | null, string]>([[24.7, '24.70%'], [29.17, '29.17%'], [1.35, '1.35%'], [0, '0.00%'], [100, '100.00%'], [null, NO_NUMBER]])('a rate of %s has two decimals, as its neighbours have: %s', (rate, text) => {
  expect(formatRate(rate)).toBe(text)
})

it.each<[number, string]>([[75, '75%'], [4.1, '4.1%']])('a share or a change is written as it was rounded: %s', (percent, text) => {
  expect(formatPercent(percent)).toBe(text)
})
