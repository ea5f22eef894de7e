import type { Random } from './random.ts'

/** One row of a batch: type, milliseconds since its beginning, page, action, duration, metadata. */
export type Row = readonly [type: number, at: number, page?: string | null, action?: string | null, duration?: number | null, metadata?: object | null]

const TYPE = { pageView: 0, action: 1, error: 2, apiCall: 3, sessionStart: 4, sessionEnd: 5, pageLeave: 6, webVital: 7 } as const
const OUT = 'out'

interface Page {
  /** What stands in the address bar; the server makes a route of it. */
  readonly address: (random: Random) => string
  readonly calls: readonly (readonly [address: string, medianMs: number, failing: number])[]
  readonly actions: readonly (readonly [name: string, share: number])[]
  readonly stayMs: number
  readonly next: readonly (readonly [string, number])[]
}

const product = (random: Random): string => `/products/${1040 + Math.floor(random.next() * 120)}`

const PAGES: ReadonlyMap<string, Page> = new Map<string, Page>([
  ['home', { address: () => '/', calls: [['/api/shop/products', 85, 0.002], ['/api/shop/opening-hours', 120, 0.001], ['/api/shop/cart', 70, 0.001]], actions: [['hero_clicked', 0.22]], stayMs: 14_000, next: [['category', 48], ['product', 22], ['search', 12], ['about', 4], [OUT, 30]] }],
  ['category', { address: (random) => `/category/${random.pick([['tea', 3], ['stoneware', 2]])}`, calls: [['/api/shop/products', 95, 0.002], ['/api/shop/cart', 70, 0.001]], actions: [['product_opened', 0.6], ['filter_changed', 0.18]], stayMs: 22_000, next: [['product', 62], ['category', 14], ['search', 8], [OUT, 22]] }],
  ['product', { address: product, calls: [['/api/shop/products/1042', 60, 0.003], ['/api/shop/stock/1042', 210, 0.035], ['/api/shop/suggestions', 640, 0.004]], actions: [['cart_added', 0.24], ['picture_zoomed', 0.3]], stayMs: 38_000, next: [['product', 24], ['category', 26], ['cart', 24], [OUT, 30]] }],
  ['search', { address: () => '/search', calls: [['/api/shop/search', 520, 0.008], ['/api/shop/cart', 70, 0.001]], actions: [['search_used', 0.9]], stayMs: 17_000, next: [['product', 55], ['search', 15], [OUT, 28]] }],
  ['cart', { address: () => '/cart', calls: [['/api/shop/cart', 120, 0.004], ['/api/shop/stock/1042', 210, 0.035]], actions: [['coupon_tried', 0.12]], stayMs: 26_000, next: [['checkout', 52], ['category', 18], [OUT, 30]] }],
  ['checkout', { address: () => '/checkout', calls: [['/api/shop/cart', 120, 0.004], ['/api/shop/orders', 340, 0.045]], actions: [['order_placed', 0.74]], stayMs: 61_000, next: [['order', 70], [OUT, 30]] }],
  ['order', { address: (random) => `/orders/${random.word(8)}-${random.word(4)}-4${random.word(3)}-a${random.word(3)}-${random.word(12)}`, calls: [['/api/shop/orders/1042', 90, 0.002]], actions: [], stayMs: 15_000, next: [['home', 15], [OUT, 85]] }],
  ['about', { address: () => '/about.html', calls: [['/api/shop/opening-hours', 120, 0.001]], actions: [['newsletter_opened', 0.08]], stayMs: 20_000, next: [['home', 40], [OUT, 60]] }],
])

/** What happened in one visit, as its rows, and how long it took. */
export function createSampleSession(random: Random, { trouble }: { readonly trouble: number }): { readonly rows: readonly Row[]; readonly lengthMs: number } {
  const rows: Row[] = [[TYPE.sessionStart, 0]]
  let at = 0
  let name: string = random.pick([['home', 60], ['product', 24], ['category', 14], ['search', 3], ['about', 2]])
  for (let views = 0; views < 14; views += 1) {
    const page = PAGES.get(name)
    if (!page) break
    const stay = random.wait(page.stayMs, 0.8)
    rows.push(...visit(page, { random, at, stay, trouble, isFirst: views === 0 }))
    at += stay
    name = random.pick(page.next)
  }
  rows.push([TYPE.sessionEnd, 0, null, null, at])
  return { rows, lengthMs: at }
}

interface Visit {
  readonly random: Random
  readonly at: number
  readonly stay: number
  /** How many times as often calls fail and how much slower they are; 1 on a good day. */
  readonly trouble: number
  readonly isFirst: boolean
}

function visit(page: Page, { random, at, stay, trouble, isFirst }: Visit): readonly Row[] {
  const address = page.address(random)
  const calls = page.calls.flatMap((call) => callRows(call, { random, at: at + 40, address, trouble }))
  const actions = page.actions.filter(([, share]) => random.chance(share)).map(([name]): Row => [TYPE.action, at + Math.round(stay * random.next()), address, name])
  const vitals = isFirst ? vitalRows(address, { random, at, stay }) : []
  const broken: readonly Row[] = random.chance(0.004) ? [[TYPE.error, at + 2000, address, 'client_error', null, { errorType: 'TypeError' }]] : []
  return [[TYPE.pageView, at, address], ...calls, ...actions, ...vitals, ...broken, [TYPE.pageLeave, at + stay, address, null, stay]]
}

/** Web vitals of a page load, as the client reports them: CLS is a share, not a time. */
function vitalRows(address: string, { random, at, stay }: Pick<Visit, 'random' | 'at' | 'stay'>): readonly Row[] {
  const largestPaint = random.wait(1150, 0.35)
  const ofLoad = [['TTFB', largestPaint * 0.2], ['FCP', largestPaint * 0.6], ['LCP', largestPaint], ['INP', random.wait(80, 0.5)]] as const
  const rows = ofLoad.map(([name, duration]): Row => [TYPE.webVital, at + Math.min(stay, 900), address, name, Math.round(duration)])
  return [...rows, [TYPE.webVital, at + stay, address, 'CLS', null, { value: random.wait(40, 0.7) / 1000 }]]
}

function callRows([address, medianMs, failing]: Page['calls'][number], { random, at, address: page, trouble }: Omit<Visit, 'stay' | 'isFirst'> & { readonly address: string }): readonly Row[] {
  const fails = random.chance(Math.min(0.9, failing * trouble))
  const offline = !fails && random.chance(0.001)
  const statusCode = offline ? 0 : fails ? random.pick([[500, 3], [502, 2], [503, 3], [404, 1]]) : 200
  const duration = random.wait(medianMs * Math.sqrt(trouble), fails ? 0.9 : 0.45)
  const call: Row = [TYPE.apiCall, at + duration, address, null, duration, { statusCode, method: address.endsWith('orders') ? 'POST' : 'GET' }]
  if (!fails && !offline) return [call]
  return [call, [TYPE.error, at + duration, page, offline ? 'network_error' : 'api_error', null, { statusCode, endpoint: address }]]
}
