import { MutationObserver, onlineManager, QueryClient } from '@tanstack/react-query'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryTelemetry } from '../src/testing'
import { trackQueries } from '../src/track-queries'

const client = createMemoryTelemetry()
const calls = () => client.events.map(({ page, metadata }) => [page, metadata?.statusCode])

let queries: QueryClient
let stop: () => void

beforeEach(() => {
  client.clear()
  queries = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  stop = trackQueries(queries, client)
})

describe('trackQueries', () => {
  it('records a query by the first part of its key', async () => {
    await queries.fetchQuery({ queryKey: ['users', 'ada@example.org'], queryFn: () => 1 })
    expect(calls()).toEqual([['/query/users', 200]])
    expect(client.events[0]?.duration).toBeGreaterThanOrEqual(0)
  })

  it.each([
    ['the status an error carries', Object.assign(new Error('x'), { status: 404 }), 404],
    ['the status of a response inside', Object.assign(new Error('x'), { response: { status: 503 } }), 503],
    ['the status that tRPC gives', Object.assign(new Error('x'), { data: { code: 'NOT_FOUND', httpStatus: 404 } }), 404],
    ['0 without one', new TypeError('offline'), 0],
    ['0 without one, whatever its data are', Object.assign(new Error('x'), { data: null }), 0],
  ])('records a failure with %s', async (_name, error, status) => {
    await queries.fetchQuery({ queryKey: ['users'], queryFn: () => Promise.reject(error) }).catch(() => {})
    expect(calls()).toEqual([['/query/users', status]])
  })

  it('records nothing for data set by hand, a cancelled query, or a key that is not a string', async () => {
    queries.setQueryData(['users'], 1)
    await queries.fetchQuery({ queryKey: [{ id: 1 }], queryFn: () => 1 })
    const slow = queries.fetchQuery({ queryKey: ['slow'], queryFn: () => new Promise(() => {}) }).catch(() => {})
    await queries.cancelQueries({ queryKey: ['slow'] })
    await slow
    expect(calls()).toEqual([])
  })

  it.each([
    ['a path', ['/api/users/42', { page: 2 }], '/api/users/42'],
    ['the path behind a method', ['get', '/posts/{post_id}', { params: { path: { post_id: 7 } } }], '/posts/{post_id}'],
    ['a word that is a method', ['get', 'ada'], '/query/get'],
    ['a procedure of tRPC', [['post', 'byId'], { input: { id: 42 }, type: 'query' }], '/trpc/post.byId'],
    ['a procedure behind the prefix of its app', [['shop'], ['post', 'list'], { type: 'infinite' }], '/trpc/post.list'],
    ['an operation of Hey API', [{ _id: 'getPetById', baseUrl: 'https://api.example', path: { petId: 7 } }], '/query/getPetById'],
  ])('names a query by %s', async (_name, queryKey, page) => {
    await queries.fetchQuery({ queryKey, queryFn: () => 1 })
    expect(calls()).toEqual([[page, 200]])
  })

  it.each([
    ['a list that no library made', [['users', 'ada']]],
    ['a list of other things', [['users', { id: 1 }], { type: 'query' }]],
    ['an empty list', [[], { type: 'query' }]],
    ['null', [null]],
  ])('records nothing for a key with %s', async (_name, queryKey) => {
    await queries.fetchQuery({ queryKey, queryFn: () => 1 })
    expect(calls()).toEqual([])
  })

  it('names a mutation of tRPC by its procedure', async () => {
    await new MutationObserver(queries, { mutationKey: [['post', 'create']], mutationFn: () => Promise.resolve(1) }).mutate()
    await new MutationObserver(queries, { mutationKey: [['shop'], ['post', 'remove']], mutationFn: () => Promise.resolve(1) }).mutate()
    expect(calls()).toEqual([
      ['/trpc/post.create', 200],
      ['/trpc/post.remove', 200],
    ])
  })

  it('records mutations that have a key', async () => {
    await new MutationObserver(queries, { mutationKey: ['order', 7], mutationFn: () => Promise.resolve(1) }).mutate()
    await new MutationObserver(queries, { mutationFn: () => Promise.resolve(1) }).mutate()
    expect(calls()).toEqual([['/query/order', 200]])
  })

  it('does not take data that somebody sets by hand in the meantime for the response', async () => {
    let answer = (_value: number) => {}
    const waiting = queries.fetchQuery({ queryKey: ['users'], queryFn: () => new Promise<number>((resolve) => (answer = resolve)) })
    queries.setQueryData(['users'], 1)
    expect(calls()).toEqual([])
    answer(2)
    await waiting
    expect(calls()).toEqual([['/query/users', 200]])
  })

  it('leaves out the time that a query or a mutation waited for the network', async () => {
    let time = 0
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => time)
    queries.mount()
    onlineManager.setOnline(false)
    const answer = () => {
      time += 40
      return Promise.resolve(1)
    }
    const waiting = [queries.fetchQuery({ queryKey: ['users'], queryFn: answer }), new MutationObserver(queries, { mutationKey: ['order'], mutationFn: answer }).mutate()]
    time = 3_600_000
    onlineManager.setOnline(true)
    await Promise.all(waiting)
    queries.unmount()
    clock.mockRestore()
    expect(client.events.map(({ duration }) => Number(duration) <= 80)).toEqual([true, true])
  })

  it('stops when asked to', async () => {
    stop()
    await queries.fetchQuery({ queryKey: ['users'], queryFn: () => 1 })
    expect(calls()).toEqual([])
  })
})
