import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { PRODUCTS } from './products.ts'

/** What the shop's own API answers: a status and something to send as JSON, or undefined when there is no such route. */
export interface ShopAnswer {
  readonly status: number
  readonly body: unknown
}

type Handler = (url: URL, last: string) => Promise<ShopAnswer>

const ok = (body: unknown): ShopAnswer => ({ status: 200, body })

// Slow and failing on purpose: a demo in which everything works shows nothing.
const ROUTES: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['GET /api/shop/products', async (url) => ok(listProducts(url.searchParams))],
  ['GET /api/shop/products/', async (_url, id) => findProduct(id)],
  ['GET /api/shop/search', async (url) => wait(250 + Math.random() * 650, ok(search(url.searchParams.get('q') ?? '')))],
  ['GET /api/shop/stock/', async (_url, id) => (Number(id) % 7 === 0 ? { status: 502, body: { error: 'The warehouse does not answer.' } } : wait(40, ok({ left: 1 + (Number(id) % 9) })))],
  ['GET /api/shop/suggestions', async () => wait(1800, ok(PRODUCTS.slice(0, 2)))],
  ['GET /api/shop/loyalty/', async () => ({ status: 500, body: { error: 'The loyalty programme is broken on purpose.' } })],
  ['GET /api/shop/opening-hours', async () => wait(120, ok({ text: 'Tuesday to Saturday, ten to six.' }))],
  ['POST /api/shop/orders', async () => (Math.random() < 0.25 ? { status: 503, body: { error: 'The till is stuck.' } } : wait(160, { status: 201, body: { order: randomUUID() } }))],
])

/** Answers a request for `/api/shop/…`. */
export async function answerShop(method: string, url: URL): Promise<ShopAnswer> {
  const exact = ROUTES.get(`${method} ${url.pathname}`)
  if (exact) return exact(url, '')
  const cut = url.pathname.lastIndexOf('/') + 1
  const below = ROUTES.get(`${method} ${url.pathname.slice(0, cut)}`)
  return below ? below(url, url.pathname.slice(cut)) : { status: 404, body: { error: 'There is no such route.' } }
}

function listProducts(parameters: URLSearchParams): typeof PRODUCTS {
  const category = parameters.get('category')
  if (category) return PRODUCTS.filter((product) => product.category === category)
  return parameters.has('featured') ? PRODUCTS.slice(0, 4) : PRODUCTS
}

function findProduct(id: string): ShopAnswer {
  const product = PRODUCTS.find((candidate) => candidate.id === Number(id))
  return product ? ok(product) : { status: 404, body: { error: 'There is no such product.' } }
}

function search(query: string): typeof PRODUCTS {
  const words = query.slice(0, 100).toLowerCase()
  return PRODUCTS.filter(({ name, line }) => `${name} ${line}`.toLowerCase().includes(words))
}
