/** An API call of a page of the sample app. */
export interface DemoEndpoint {
  readonly path: string
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly medianMs: number
  /** Share of calls that fail. */
  readonly failing: number
}

/** A page of the sample app. */
export interface DemoPage {
  readonly path: string
  /** When the largest part is visible, for most. */
  readonly paintMs: number
  /** How much of the page jumps, for most. */
  readonly shift: number
  /** Asked for with each view, one after the other or at once. */
  readonly calls: readonly DemoEndpoint[]
  /** What visitors do there, and what that asks the server for. */
  readonly actions: readonly { readonly name: string; readonly call: DemoEndpoint }[]
}

const get = (path: string, medianMs: number, failing: number): DemoEndpoint => ({ path, method: 'GET', medianMs, failing })
const send = (method: 'POST' | 'PUT', path: string, medianMs: number, failing: number): DemoEndpoint => ({ path, method, medianMs, failing })

const USER = get('/api/user', 98, 0.0005)
const FEED = get('/api/feed', 145, 0.002)
const MESSAGES = get('/api/messages', 203, 0.004)
const FRIENDS = get('/api/friends', 84, 0.001)
const FLOW = get('/api/flow/[id]', 126, 0.002)
const ITEMS = get('/api/shop/items', 112, 0.001)

const challenge = { name: 'challenge_sent', call: send('POST', '/api/challenges', 180, 0.006) }
const profile = { name: 'profile_updated', call: send('PUT', '/api/user', 160, 0.003) }

/** The pages and endpoints of the guide, the most visited first. */
export const DEMO_PAGES: readonly DemoPage[] = [
  { path: '/dashboard', paintMs: 1700, shift: 0.03, calls: [USER, FEED, MESSAGES], actions: [challenge] },
  { path: '/profile', paintMs: 1400, shift: 0.01, calls: [USER, FEED], actions: [profile] },
  { path: '/flow/[id]', paintMs: 3300, shift: 0.16, calls: [FLOW, MESSAGES], actions: [{ name: 'flow_completed', call: send('POST', '/api/flow/[id]', 210, 0.005) }] },
  { path: '/friends', paintMs: 1900, shift: 0.02, calls: [FRIENDS, MESSAGES], actions: [challenge] },
  { path: '/shop', paintMs: 2300, shift: 0.06, calls: [ITEMS, USER], actions: [{ name: 'item_purchased', call: send('POST', '/api/shop/orders', 390, 0.02) }] },
  { path: '/settings', paintMs: 1100, shift: 0.01, calls: [USER], actions: [profile] },
]
