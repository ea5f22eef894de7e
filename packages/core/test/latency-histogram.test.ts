import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bucketEnd, bucketOf, createHistogram, decodeHistogram, encodeHistogram, exactPercentile, histogramBars, histogramQuantile, mergeHistograms, recordValue, ZERO_BUCKET,
} from '../src'

const durations = fc.array(fc.integer({ min: 0, max: 86_400_000 }), { minLength: 1, maxLength: 200 })
const fill = (values: readonly number[]) => {
  const histogram = createHistogram()
  for (const value of values) recordValue(histogram, value)
  return histogram
}

describe('buckets', () => {
  it.each([[0, ZERO_BUCKET], [1, -1], [2, 31], [3, 50], [1000, 318], [86_400_000, 843]])('%i ms is in bucket %i', (duration, bucket) => {
    expect(bucketOf(duration)).toBe(bucket)
  })

  it('contain the values between their bounds', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 86_400_000 }), (value) => {
      const bucket = bucketOf(value)
      expect(value).toBeLessThanOrEqual(bucketEnd(bucket) * (1 + 1e-12))
      expect(value).toBeGreaterThan(bucketEnd(bucket - 1) * (1 - 1e-12))
    }))
  })
})

describe('quantiles', () => {
  it('are within 1.1 per cent of the exact ones', () => {
    fc.assert(fc.property(durations, fc.constantFrom(0, 0.5, 0.95, 0.99, 1), (values, p) => {
      const exact = exactPercentile([...values].sort((a, b) => a - b), p) ?? 0
      expect(Math.abs((histogramQuantile(fill(values), p) ?? 0) - exact)).toBeLessThanOrEqual(exact * 0.011)
    }))
  })

  it('are null without values', () => {
    expect(histogramQuantile(createHistogram(), 0.5)).toBeNull()
    expect(exactPercentile([], 0.5)).toBeNull()
  })

  it.each([[0, 10], [0.25, 17.5], [0.5, 25], [0.95, 38.5], [1, 40]])('the exact one at %f lies between the closest ranks', (p, expected) => {
    expect(exactPercentile([10, 20, 30, 40], p)).toBeCloseTo(expected, 9)
  })
})

describe('merging', () => {
  it('gives the same in any order, and the same as recording everything in one histogram', () => {
    fc.assert(fc.property(durations, durations, (a, b) => {
      expect(encodeHistogram(mergeHistograms([fill(a), fill(b)]))).toBe(encodeHistogram(fill([...b, ...a])))
    }))
  })

  it('does not change the merged histograms', () => {
    const histogram = fill([1, 2])
    mergeHistograms([histogram, histogram])
    expect([...histogram.values()]).toEqual([1, 1])
  })
})

describe('text', () => {
  it('is read back unchanged', () => {
    fc.assert(fc.property(durations, (values) => {
      const text = encodeHistogram(fill(values))
      expect(encodeHistogram(decodeHistogram(text))).toBe(text)
    }))
  })

  it('is read except for its invalid parts', () => {
    expect(decodeHistogram('5:2,x,7:,-2:1')).toEqual(new Map([[5, 2], [-2, 1]]))
    expect(decodeHistogram('')).toEqual(new Map())
  })
})

describe('bars', () => {
  it('hold every value once, without gaps', () => {
    fc.assert(fc.property(durations, (values) => {
      const bars = histogramBars(fill(values))
      expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(values.length)
      bars.slice(1).forEach((bar, index) => expect(bar.from).toBe(bars[index]?.to))
    }))
  })

  it('are none without values', () => {
    expect(histogramBars(createHistogram())).toEqual([])
  })
})
