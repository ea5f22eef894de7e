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
    ['0 without one', new TypeError('offline'), 0],
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
