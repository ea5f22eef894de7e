import { fileURLToPath } from 'node:url'
import { readExamples, runExample } from '@parel/telemetry-testing'
import { expect, it } from 'vitest'
import * as core from '../src'
import * as review from '../src/review'

const examples = readExamples(fileURLToPath(new URL('../src', import.meta.url)))

it('finds the examples of the doc comments', () => {
  expect(examples.length).toBeGreaterThan(8)
})

it.each(examples)('the example at $place returns what its comment says', async (example) => {
  const results = await runExample(example, { ...core, ...review })
  expect(results.length).toBeGreaterThan(0)
  for (const { actual, expected } of results) expect(actual).toEqual(expected)
})
