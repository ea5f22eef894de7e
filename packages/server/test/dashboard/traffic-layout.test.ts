import { expect, it } from 'vitest'
import { layoutTraffic } from '../../dashboard/src/charts/traffic-layout'
import { findMetric, mainMetric } from '../../dashboard/src/metrics'

it.each([
  ['a count of one', 'pageViews', 1, ['1']],
  ['a count of three', 'errors', 3, ['1', '2', '3']],
  ['a large count', 'apiCalls', 870, ['200', '400', '600', '800', '1,000']],
  ['a session of two seconds', 'avgSessionLength', 2000, ['1s', '2s']],
  ['a session of three minutes', 'avgSessionLength', 180_000, ['1m', '2m', '3m']],
  ['a latency of one millisecond', 'avgApiLatency', 1, ['0.2ms', '0.4ms', '0.6ms', '0.8ms', '1ms']],
] as const)('the axis of %s says what stands at its lines', (_name, key, value, texts) => {
  const points = [{ time: '2025-10-13', value, partial: false, previous: undefined }]
  const { valueTicks } = layoutTraffic(points, { width: 600, height: 200, metric: findMetric(key) ?? mainMetric([]) })
  expect(valueTicks.map(({ text }) => text)).toEqual(texts)
})
