import { describe, expect, it } from 'vitest'
import { anonymizeUrl } from '../src'

describe('anonymizeUrl', () => {
  it.each([
    ['drops query and ids', '/profile/abc-123-def-456?tab=settings&userId=789', '/profile/[id]'],
    ['drops host, port and credentials', 'https://ada:pw@shop.example:8443/orders/1042', '/orders/[id]'],
    ['drops the fragment', '/dashboard#access_token=abc', '/dashboard'],
    ['reads a hash route', 'https://shop.example/#/users/42?x=1', '/users/[id]'],
    ['reads a hash-bang route', '/#!/users/42', '/users/[id]'],
    ['reads a host without a scheme', '//shop.example/cart', '/cart'],
    ['reads a host with a port and no scheme', 'localhost:3000/cart/7', '/cart/[id]'],
    ['treats backslashes as browsers do', '\\\\shop.example\\cart', '/cart'],
    ['resolves dots', '/a/./b/../cart', '/a/cart'],
    ['resolves encoded dots', '/a/b/%2e%2e/cart', '/a/cart'],
    ['cuts matrix parameters', '/cart;jsessionid=A1B2/items', '/cart/items'],
    ['cuts OData keys', '/Products(42)/Name', '/Products/Name'],
    ['cuts verbs', '/v1/projects:cancel', '/v1/projects'],
    ['masks an encoded mail address', '/u/ada%40b.example', '/u/[id]'],
    ['masks double encoding', '/u/ada%2540b.example', '/u/[id]'],
    ['masks an encoded slash', '/u/a%2Fb', '/u/[id]'],
    ['masks broken encoding', '/u/%E0%A4%A', '/u/[id]'],
    ['masks digits of other scripts', '/users/٤٢٤٢', '/users/[id]'],
    ['masks a full-width at sign', '/users/jane＠example.com', '/users/[id]'],
    ['masks a handle', '/@ada', '/[id]'],
    ['masks an IPv6 address', '/hosts/::1', '/hosts/[id]'],
    ['keeps words', '/v2/oauth2/en-US/getting-started', '/v2/oauth2/en-US/getting-started'],
    ['keeps its own form', '/orders/[id]', '/orders/[id]'],
    ['ignores leading spaces', '\0 https://shop.example/cart', '/cart'],
    ['ignores line breaks', 'ht\ntps://shop.example/cart', '/cart'],
    ['masks an identifier that was cut', `/${'z'.repeat(2040)}/adabyron@mail.example`, '/[id]/[id]'],
    ['keeps 24 segments', '/a'.repeat(30), '/a'.repeat(24)],
    ['reads an empty address', '', '/'],
    ['hides a data address', 'data:text/html,hello', '[opaque]'],
    ['hides a mail link', 'mailto:ada@b.example', '[opaque]'],
    ['hides a blob', 'blob:https://shop.example/550e8400-e29b-41d4-a716-446655440000', '[opaque]'],
    ['hides a file', 'file:///home/ada/cv.html', '[opaque]'],
  ])('%s', (_name, address, route) => {
    expect(anonymizeUrl(address)).toBe(route)
  })

  it.each([undefined, null, 42, {}, [], Symbol('x'), () => '/'])('returns a placeholder for %s', (input) => {
    expect(anonymizeUrl(input as unknown as string)).toBe('[opaque]')
  })
})

describe('declared routes', () => {
  const routes = ['/', '/u/:name', '/u/settings', '/docs/*', '/shop/[slug]', '/help-100-customers', '/@:handle', '/@:handle/:id', '/@:handle/media', '/a/:b?/c', '/x/[[...all]]', '/(auth)/login', '/(team)/t/:id', '/f/:all', '/f/v:number/list', '/files/:name.json', '/u/:name/posts/:post', '/d/:y-:m-:d', '/d/v:major.:minor.zip/notes', 'w/:name', 'staff/<slug:name>/', '/team/(core)/', '/[[lang=lang]]/members/[[name]]']
  it.each([
    ['a route without a leading slash', '/w/ada', '/w/[id]'],
    ['a route with a trailing slash', '/staff/ada', '/staff/[id]'],
    ['a trailing slash on both', '/staff/ada/', '/staff/[id]'],
    ['a group and a trailing slash', '/team', '/team'],
    ['a parameter', '/u/ada', '/u/[id]'],
    ['a word before a parameter', '/u/settings', '/u/settings'],
    ['a rest', '/docs/guides/install', '/docs/[id]'],
    ['a slug', '/shop/red-shoes', '/shop/[id]'],
    ['a word with digits', '/help-100-customers', '/help-100-customers'],
    ['a parameter with a prefix', '/@ada', '/[id]'],
    ['a word below a parameter with a prefix', '/@ada/media', '/[id]/media'],
    ['an optional parameter, given', '/a/ada/c', '/a/[id]/c'],
    ['an optional parameter, left out', '/a/c', '/a/c'],
    ['an optional parameter in two brackets, given', '/members/ada', '/members/[id]'],
    ['two of them, given', '/cy/members/ada', '/[id]/members/[id]'],
    ['two of them, left out', '/members', '/members'],
    ['an optional rest, left out', '/x', '/x'],
    ['an optional rest, given', '/x/ada/bob', '/x/[id]'],
    ['a parameter without its prefix', '/about', '/about'],
    ['a parameter with a prefix before one without', '/f/v7/list', '/f/[id]/list'],
    ['a parameter with a suffix', '/files/ada.json', '/files/[id]'],
    ['a group', '/login', '/login'],
    ['a parameter below a group', '/t/ada', '/t/[id]'],
    ['the root', '/?x=1', '/'],
    ['a route in a hash below another path', '/app#/u/ada', '/u/[id]'],
    ['several parameters', '/u/ada/posts/wayne', '/u/[id]/posts/[id]'],
    ['several parameters in one segment', '/d/year-month-day', '/d/[id]'],
    ['words between and around several parameters', '/d/va.b.zip/notes', '/d/[id]/notes'],
    ['other words around several parameters', '/d/wayne.zip/notes', '/d/wayne.zip/notes'],
    ['a dot in a route is literal', '/files/waynexjson', '/files/waynexjson'],
    ['a word in capitals, as many routers accept it', '/U/ada/Posts/wayne', '/u/[id]/posts/[id]'],
    ['a word in capitals before a rest', '/DOCS/ada', '/docs/[id]'],
    ['words of routes elsewhere', '/elsewhere/help-100-customers', '/elsewhere/help-100-customers'],
  ])('%s', (_name, address, route) => {
    expect(anonymizeUrl(address, { routes })).toBe(route)
    expect(anonymizeUrl(route, { routes })).toBe(route)
  })

  it('is not slow with several parameters in one segment', () => {
    const days = ['/d/:year-:month-:day/list', '/f/v:major.:minor.zip']
    // The best of five: other work of the machine counts in the worst.
    const work = (length: number) =>
      Math.min(
        ...[1, 2, 3, 4, 5].map((round) => {
          const start = performance.now()
          anonymizeUrl(`/d/${'-'.repeat(length)}/x${round}`, { routes: days })
          return performance.now() - start
        }),
      )
    work(100)
    // Eight times the length is eight times the work; each parameter more would have made it eight times that again.
    expect(work(1600)).toBeLessThan(100 * Math.max(work(200), 0.05))
  })

  it.each([false, true])('changes nothing the second time where another route matches everything (strict: %s)', (strict) => {
    const options = { routes: ['/@:handle/media', '*'], strict }
    expect(anonymizeUrl('/@ada/media', options)).toBe('/[id]/media')
    expect(anonymizeUrl('/[id]/media', options)).toBe('/[id]/media')
  })

  it('keeps only declared words in strict mode', () => {
    expect(anonymizeUrl('/wayne-labs/settings', { routes, strict: true })).toBe('/[id]/settings')
    expect(anonymizeUrl('/%EF%BF%BE/%EF%BF%BF/v%EF%BF%BE', { routes, strict: true })).toBe('/[id]/[id]/[id]')
  })
})
