import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alignPath, type RouteParams } from '../src/align-path'

describe('alignPath', () => {
  it.each<[string, string, RouteParams, string]>([
    ['leaves a path without parameters', '/about/team', {}, '/about/team'],
    ['leaves the root', '/', {}, '/'],
    ['names one parameter', '/users/42', { id: '42' }, '/users/[id]'],
    ['names several in their order', '/acme/web/issues/7', { org: 'acme', repo: 'web', issue: '7' }, '/[org]/[repo]/issues/[issue]'],
    ['names two parameters with one value', '/acme/acme', { org: 'acme', repo: 'acme' }, '/[org]/[repo]'],
    ['compares decoded: the path is encoded', '/u/%40bob', { name: '@bob' }, '/u/[name]'],
    ['compares decoded: both are encoded', '/u/%40bob', { name: '%40bob' }, '/u/[name]'],
    ['compares decoded: a blank', '/users/a%20b', { id: 'a b' }, '/users/[id]'],
    ['compares decoded: other scripts', '/stadt/M%C3%BCnchen', { city: 'München' }, '/stadt/[city]'],
    ['takes a lone percent sign as it is', '/sale/50%', { rate: '50%' }, '/sale/[rate]'],
    ['takes the later one of a word and an equal value', '/settings/settings', { tab: 'settings' }, '/settings/[tab]'],
    ['does not touch a word that contains a value', '/blog-posts/blog', { slug: 'blog' }, '/blog-posts/[slug]'],
    ['names a catch-all once', '/docs/a/b/c', { slug: ['a', 'b', 'c'] }, '/docs/[...slug]'],
    ['names an encoded catch-all', '/docs/a%20b/c', { slug: ['a b', 'c'] }, '/docs/[...slug]'],
    ['names a catch-all given as text', '/files/a/b', { path: ['a', 'b'] }, '/files/[...path]'],
    ['leaves out an empty optional catch-all', '/docs', { slug: undefined }, '/docs'],
    ['leaves out an empty list', '/docs', { slug: [] }, '/docs'],
    ['names a locale and a parameter', '/de/produkte/42', { locale: 'de', id: '42' }, '/[locale]/produkte/[id]'],
    ['names a locale that is also a value', '/de/woerter/de', { locale: 'de', word: 'de' }, '/[locale]/woerter/[word]'],
    ['ignores the parameters of a page behind a modal', '/photo/1', { user: 'ada', id: '1' }, '/photo/[id]'],
    ['finds parameters of parallel routes in any order', '/ada/photo/1', { id: '1', user: 'ada' }, '/[user]/photo/[id]'],
    ['names a segment into which a rewrite put the value', '/u-ada', { name: 'ada' }, '/[name]'],
    ['names a segment with an encoded value inside', '/u-%40bob/posts', { name: '@bob' }, '/[name]/posts'],
    ['prefers a whole segment to one that contains the value', '/ada-lovelace/ada', { name: 'ada' }, '/ada-lovelace/[name]'],
    ['drops a slash at the end', '/users/42/', { id: '42' }, '/users/[id]'],
  ])('%s', (_name, pathname, params, expected) => {
    expect(alignPath(pathname, params)).toBe(expected)
  })

  const word = fc.stringMatching(/^[a-z]{1,6}$/)
  const value = fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }).filter((text) => isEncodable(text) && !/^[a-z./]{1,6}$/.test(text) && text.trim() !== '')

  it('lets no value through, whatever it is and however it is encoded', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(word.map((text) => ({ text })), value.map((text) => ({ text, isValue: true }))), { maxLength: 8 }), (parts) => {
        const params = Object.fromEntries(parts.flatMap((part, index) => ('isValue' in part ? [[`p${index}`, part.text]] : [])))
        const pathname = `/${parts.map(({ text }) => encodeURIComponent(text)).join('/')}`
        const expected = `/${parts.map((part, index) => ('isValue' in part ? `[p${index}]` : part.text)).join('/')}`
        expect(alignPath(pathname, params)).toBe(expected)
      }),
    )
  })
})

function isEncodable(text: string): boolean {
  try {
    return decodeURIComponent(encodeURIComponent(text)) === text && !text.includes('%') && !text.includes('/')
  } catch {
    return false
  }
}
