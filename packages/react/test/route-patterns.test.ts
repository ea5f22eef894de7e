import { describe, expect, it } from 'vitest'
import { readPattern } from '../src/react-router-pattern'
import { readTanstackPattern } from '../src/tanstack-pattern'

describe('readPattern', () => {
  const read = (paths: readonly (string | undefined)[], pathname: string, params: Record<string, string | undefined>) =>
    readPattern(paths.map((path) => ({ route: { path }, params, pathname })))

  it.each<[string, (string | undefined)[], string, Record<string, string | undefined>, string | undefined]>([
    ['joins nested patterns', [undefined, 'users', ':id', 'edit'], '/users/7/edit', { id: '7' }, '/users/[id]/edit'],
    ['takes an absolute child as a whole', ['/users', '/users/:id'], '/users/7', { id: '7' }, '/users/[id]'],
    ['names a splat', ['files', '*'], '/files/a/b', { '*': 'a/b' }, '/files/[...path]'],
    ['leaves out an empty splat', ['files/*'], '/files', { '*': '' }, '/files'],
    ['is the root for an index route', ['/', undefined], '/', {}, '/'],
    ['leaves out an optional parameter that is not there', [':lang?/about'], '/about', {}, '/about'],
    ['keeps an optional parameter that is there', [':lang?/about'], '/de/about', { lang: 'de' }, '/[lang]/about'],
    ['leaves out an optional word that is not there', ['users/:id/edit?'], '/users/7', { id: '7' }, '/users/[id]'],
    ['keeps an optional word that is there', ['users/:id/edit?'], '/users/7/edit', { id: '7' }, '/users/[id]/edit'],
    ['keeps what follows a parameter', ['report/:name.pdf'], '/report/ada.pdf', { name: 'ada' }, '/report/[name].pdf'],
    ['finds nothing without a pattern', [undefined], '/x', {}, undefined],
    ['finds nothing without a match', [], '/x', {}, undefined],
  ])('%s', (_name, paths, pathname, params, expected) => {
    expect(read(paths, pathname, params)).toBe(expected)
  })
})

describe('readTanstackPattern', () => {
  it.each<[string, string, Record<string, unknown>, string]>([
    ['names a parameter', '/posts/$postId', { postId: '7' }, '/posts/[postId]'],
    ['drops the slash of an index route', '/posts/', {}, '/posts'],
    ['is the root', '/', {}, '/'],
    ['names a splat', '/files/$', { _splat: 'a/b' }, '/files/[...path]'],
    ['leaves out an empty splat', '/files/$', { _splat: '' }, '/files'],
    ['leaves out an optional parameter that is not there', '/{-$locale}/about', {}, '/about'],
    ['keeps an optional parameter that is there', '/{-$locale}/about', { locale: 'de' }, '/[locale]/about'],
    ['takes prefix and suffix with the parameter', '/files/doc-{$name}.pdf', { name: 'ada' }, '/files/[name]'],
  ])('%s', (_name, fullPath, params, expected) => {
    expect(readTanstackPattern(fullPath, params)).toBe(expected)
  })
})
