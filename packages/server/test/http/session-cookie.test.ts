import { expect, it } from 'vitest'
import { readCookie } from '../../src/http/session-cookie'

it.each([
  ['alone', 'session=abc', 'abc'],
  ['among others', 'theme=dark; session=abc; lang=en', 'abc'],
  ['behind one whose name begins alike', 'session_of_the_host=x; session=abc', 'abc'],
  ['with a value that holds an equals sign', 'session=a=b', 'a=b'],
  ['behind one that has its name as its value', 'last=session=x; session=abc', 'abc'],
  ['not at all', 'session_of_the_host=x', null],
])('a cookie is found %s', (_name, header, value) => {
  expect(readCookie(header, 'session')).toBe(value)
})
