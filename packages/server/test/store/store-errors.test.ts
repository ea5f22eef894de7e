import { expect, it } from 'vitest'
import { describeFailure } from '../../src/store/store-errors'

const named = (name: unknown) => Object.assign(new Error('ada@example.org'), { name })

it.each<[string, unknown, string]>([
  ['a class of the language', new TypeError('ada@example.org'), 'TypeError'],
  ['a class of a library', named('PrismaClient.KnownRequestError'), 'PrismaClient.KnownRequestError'],
  ['a sentence instead of a name', named('User ada@example.org is not allowed'), 'Error'],
  ['an address instead of a name', named('ada@example.org'), 'Error'],
  ['an endless name', named('a'.repeat(61)), 'Error'],
  ['no text as its name', named({ toString: () => 'ada@example.org' }), 'Error'],
  ['no error', 'ada@example.org', 'unknown'],
])('a failure is told by its kind and nothing else: %s', (_name, thrown, error) => {
  expect(describeFailure(thrown)).toEqual({ error })
})
