import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anonymizeText, anonymizeUrl, sanitizeMetadata } from '../src/page'
import { reviewAction, reviewMetadata, reviewRoute, reviewText } from '../src/review'

describe('reviewRoute', () => {
  it.each([
    ['/users/jane-doe', '/users/[id]'],
    ['/users/JaneDoe/orders', '/users/[id]/orders'],
    ['/members/priya_sharma', '/members/[id]'],
    ['/blog/authors/lukasz-jansen', '/blog/authors/[id]'],
    ['/mitarbeiter/jürgen-müller', '/mitarbeiter/[id]'],
    ['/medici/chiara-rossi/orari', '/medici/[id]/orari'],
    ['/team/jane-doe', '/team/[id]'],
    ['/resume/Harper_Adeyemi.pdf', '/resume/[id]'],
    ['/kontakt/priya-sharma', '/kontakt/[id]'],
    ['/users/okafor', '/users/[id]'],
    ['/u/octocat', '/u/[id]'],
    ['/u/gracehopper/likes', '/u/[id]/likes'],
    ['/users/okafor.json', '/users/[id]'],
    ['/users/bob', '/users/[id]'],
    ['/users/bob-the-builder', '/users/[id]'],
    ['/team/okafor', '/team/[id]'],
    ['/blogAuthors/kowalski', '/blogAuthors/[id]'],
    ['/teachers/okafor', '/teachers/[id]'],
    ['/abogados/okafor', '/abogados/[id]'],
    ['/schüler/okafor', '/schüler/[id]'],
    ['/users/harry-potter', '/users/[id]'],
    ['/authors/priya-sharma', '/authors/[id]'],
    ['/nurses/okafor', '/nurses/[id]'],
    ['/book/priya-sharma', '/book/[id]'],
    ['/8.8.8.8', '/[id]'],
    ['/devices/0C-09-CF-6B-2E-1D/status', '/devices/[id]/status'],
    ['/devices/a9-ee-39-b7-4d-c4', '/devices/[id]'],
    ['/keys/AKIACIVOGKCWONIEAFDS', '/keys/[id]'],
    [`/keys/${['glpat', 'jkSb', 'bClMltM_TASLjLY'].join('-')}/scopes`, '/keys/[id]/scopes'],
    ['/10.0.0.1/status', '/[id]/status'],
  ])('masks the person in %s', (route, masked) => {
    expect(reviewRoute(anonymizeUrl(route))).toBe(masked)
  })

  it.each([
    '/users/new', '/users/settings', '/users/sign-in', '/users/forgot_password', '/users/autocomplete', '/users/deactivated', '/users/gpg_keys', '/users/waitlist', '/users/me.json', '/users/v2',
    '/usuarios/nuevo', '/benutzer/anlegen', '/team/marketing', '/team/product-design', '/authors/featured', '/profile/avatar', '/doctors/cardiology', '/doctors/los-angeles', '/teacher/classbook', '/patient/ultrasounds', '/users/gtd', '/users/federated', '/users/bounces', '/users/pinned', '/users/replies', '/users/curation', '/user/editadvanced', '/users/octocat.php',
    '/blog/jordan-trip', '/blog/priya-sharma', '/priya-sharma', '/trang-chu', '/blog/how-to-bake-bread', '/artists/jane-eyre', '/topics/olga-petrova', '/brands/calvin-klein', '/cities/ho-chi-minh', '/uses/okrs', '/okafor', '/docs/kowalski', '/timetable/s-bahn', '/sr-latn/about',
    '/customers/wells-fargo', '/books/priya-sharma', '/books/harry-potter', '/books/jane-eyre', '/movies/forrest-gump', '/authors/agatha-christie', '/auteurs/victor-hugo', '/agents/langchain', '/lyrics/eleanor-rigby', '/cruises/priya-sharma', '/marken/priya-sharma',
    '/libri/priya-sharma', '/ships/queen-mary', '/reports/saint-martin', '/categories/pedals/paul-reed-smith',
    '/127.0.0.1', '/0.0.0.0', '/118.0.0.0', '/v1.2.3.4', '/1.2.3', '/1.2.3.256',
    '/users/[id]/jane', '/', '',
  ])('leaves %s', (route) => {
    expect(reviewRoute(route)).toBe(route)
  })

  it('never touches a word of a declared route', () => {
    const routes = ['/users/okafor', '/team/:name']
    expect(reviewRoute('/users/okafor', { routes })).toBe('/users/okafor')
    expect(reviewRoute('/users/kowalski', { routes })).toBe('/users/[id]')
  })

  it('keeps the year after a masked segment', () => {
    expect(reviewRoute('/team/priya-sharma/2024')).toBe('/team/[id]/2024')
  })

  it('reports once that it masked something', () => {
    const removed: string[] = []
    reviewRoute('/users/okafor/friends/kowalski', { onRemoved: (rule) => removed.push(rule) })
    reviewRoute('/users/new', { onRemoved: (rule) => removed.push(rule) })
    expect(removed).toEqual(['address'])
  })

  const PARTS = ['users', 'u', 'team', 'authors', 'doctors', 'blog', 'artists', 'categories', 'guitars', 'harry-potter', 'queen-mary', 'marken', 'books', 'jane-doe', 'JaneDoe', 'priya_sharma', 'okafor', 'ada', 'jürgen-müller', 'new', 'settings', '2024', '05', '[id]', 'me.json', 'okafor.pdf', 'v2', 'a', '42', 'user1', '%41da', 'jane.doe', '日本', 'events']
  const address = fc.array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...PARTS) }, { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 20 }) }), { maxLength: 30 }).map((parts) => `/${parts.join('/')}`)
  const options = fc.constantFrom({}, { routes: ['/users/okafor', '/team/:name/settings'] }, { routes: ['/u/:name', '/users/new'], strict: true })

  it('changes nothing the second time, nor does the anonymizer', () => {
    fc.assert(fc.property(address, options, (value, rules) => {
      const reviewed = reviewRoute(anonymizeUrl(value, rules), rules)
      expect(reviewRoute(reviewed, rules)).toBe(reviewed)
      expect(anonymizeUrl(reviewed, rules)).toBe(reviewed)
    }), { numRuns: 3000 })
  })

  it('masks segments and does nothing else', () => {
    fc.assert(fc.property(address, (value) => {
      const route = anonymizeUrl(value)
      const reviewed = reviewRoute(route)
      const before = route.split('/')
      expect(reviewed.split('/')).toHaveLength(before.length)
      for (const [index, segment] of reviewed.split('/').entries()) expect([before[index], '[id]']).toContain(segment)
    }), { numRuns: 1000 })
  })

  it('never throws, and returns a route that is too long unchanged', () => {
    fc.assert(fc.property(fc.anything(), (value) => void reviewRoute(value as string)))
    for (const unit of ['/u/ada', '/users/', 'a', 'aA', '-', 'Ada-', 'é', '\ud800', '_a', '.a', '/jane-doe']) {
      const long = `/${unit.repeat(100_000 / unit.length)}`
      expect(reviewRoute(long)).toBe(long)
      expect(reviewRoute(long.slice(0, 2048)).length).toBeLessThan(4096)
    }
  })
})

describe('routes in texts', () => {
  it.each([
    ['Seen on /users/okafor today', 'Seen on /users/[id] today'],
    ['"/team/jane-doe", (/u/octocat)', '"/team/[id]", (/u/[id])'],
    ['/users/settings and/or /users/new', '/users/settings and/or /users/new'],
    ['x:/users/okafor', 'x:/users/okafor'],
  ])('are checked: %s', (text, clean) => {
    expect(reviewText(text)).toBe(clean)
    expect(anonymizeText(clean)).toBe(clean)
  })

  it.each([
    ['opened /docs/Anna Miller.pdf', 'opened /docs/[id]'],
    ['Could not open "/docs/Müller, Anna.pdf" today', 'Could not open "/docs/[id]" today'],
    ['/docs/Lebenslauf Anna Müller.pdf', '/docs/[id]'],
    ['/docs/Ada Byron/contract.pdf', '/docs/[id]/contract.pdf'],
  ])('lose folders and documents of a person whose names have blanks: %s', (text, clean) => {
    expect(reviewText(text)).toBe(clean)
    expect(reviewMetadata({ x: text })).toEqual({ x: clean })
    expect(anonymizeText(clean)).toBe(clean)
    expect(reviewText(clean)).toBe(clean)
  })

  it.each(['/reports/Annual Report.pdf', '/books/Harry Potter.pdf', '/books/Harry Potter/cover.png', '/maps/San Francisco/center', '/Program Files/Google Chrome/chrome', 'sort by Date/Price Low/High', '/docs/read me.txt', 'one/two three.example'])('keep other folders and documents with blanks: %s', (text) => {
    expect(reviewText(text)).toBe(text)
  })

  it('tell that a folder with a blank was masked', () => {
    const told: string[] = []
    reviewText('/docs/Anna Miller.pdf', { onRemoved: (rule) => told.push(rule) })
    expect(told).toEqual(['address'])
  })

  it('with blanks are found in little time', () => {
    for (const unit of ['/a ', '/a a', '/Anna Miller', '/Anna Miller.pdf ', ' a/', '/a.pdf ']) expect(typeof reviewText(unit.repeat(20_000 / unit.length))).toBe('string')
  })

  it('are checked in metadata with the declared routes, except under allowed keys', () => {
    const metadata = { from: '/users/okafor', to: ['/u/octocat'], city: '/users/kowalski', held: '{"at":"/users/okafor"}' }
    expect(reviewMetadata(metadata)).toEqual({ from: '/users/[id]', to: ['/u/[id]'], city: '/users/[id]', held: '{"at":"/users/[id]"}' })
    expect(reviewMetadata(metadata, { routes: ['/users/okafor'], allow: ['to', 'city'] })).toBe(metadata)
  })

  it('stay within the limits of metadata', () => {
    const metadata = sanitizeMetadata(Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`k${'abcdefghijklmnopqrst'[index]}`, '/u/zoe '.repeat(11).trim()])))
    const reviewed = reviewMetadata(metadata)
    expect(sanitizeMetadata(reviewed)).toEqual(reviewed)
    expect(JSON.stringify(reviewed)).not.toContain('zoe')
  })
})

describe('reviewAction', () => {
  it.each([
    ['Order for Priya Sharma', 'Order for [removed]'],
    ['Priya Sharma', '[removed]'],
    ['opened /users/okafor', 'opened /users/[id]'],
  ])('removes people from %s', (action, clean) => {
    expect(reviewAction(action)).toBe(clean)
  })

  it.each(['Viewed Jordan Trip', 'Order Completed', 'Sign Up', 'save', 'TypeError', 'Checkout Started', 'Black Friday Banner Clicked', 'Ana Sayfa', 'Aggiungi al Carrello', 'LCP', 'Add To Cart'])('leaves %s', (action) => {
    expect(reviewAction(action)).toBe(action)
  })

  it('never returns a name longer than the limit', () => {
    const action = '/u/zoe '.repeat(17).trim()
    expect(reviewAction(action)).toBe('[removed]')
    expect(reviewAction('/u/zoe '.repeat(5).trim())).toBe('/u/[id] /u/[id] /u/[id] /u/[id] /u/[id]')
  })
})
