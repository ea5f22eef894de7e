// @vitest-environment happy-dom
import { defineEvents, oneOf } from '@parel/telemetry-core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { apiCalls } from '../src/capture/api-calls'
import { clicks } from '../src/capture/clicks'
import { pageViews } from '../src/capture/page-views'
import type { TelemetryOptions } from '../src/options'
import { createTelemetry } from '../src/telemetry'

let warnings: string[]

beforeEach(() => {
  warnings = []
  vi.spyOn(console, 'warn').mockImplementation((...words) => void warnings.push(words.join(' ')))
})
afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

const start = (options: object) => createTelemetry({ endpoint: '/api/telemetry', enabled: false, ...options })
const trap = new Proxy({}, { get: () => { throw new Error('theirs') }, ownKeys: () => { throw new Error('theirs') } })

describe('in development', () => {
  it.each<Omit<TelemetryOptions, 'endpoint'>>([
    {},
    { runtime: undefined, capture: undefined, sampleRate: undefined },
    { capture: [pageViews(), false, undefined, () => () => {}], context: { release: '1.4.0' }, beforeSend: (event) => event },
    { runtime: 'auto', platform: 'mobile', storage: 'memory', persistence: 'memory', exit: 'beacon' },
    { sampleRate: 0.1, flushIntervalMs: 0, maxBatchEvents: 1, requestTimeoutMs: 0, sessionIdleMs: Infinity, sessionMaxMs: 1 },
    { routes: ['/u/:name'], strict: true, allow: [], deny: ['plan'], events: defineEvents({ saved: { plan: oneOf('pro') } }) },
  ])('nothing is said of valid options: %o', (options) => {
    start(options)
    expect(warnings).toEqual([])
  })

  it.each([
    [{ endpoint: 'http://[' }, 'no endpoint: "http://[". Use the address of the collector, such as /api/telemetry.'],
    [{ enabled: 'false' }, 'no enabled: "false". Use true or false.'],
    [{ respectSignals: null }, 'no respectSignals: null. Use true or false.'],
    [{ storage: 'none' }, `no storage: "none". Use 'session' or 'memory'.`],
    [{ sampleRate: 50 }, 'no sampleRate: 50. Use a number from 0 to 1, the share of sessions to record.'],
    [{ sampleRate: '0.5' }, 'no sampleRate: "0.5". Use a number from 0 to 1'],
    [{ sessionIdleMs: NaN }, 'no sessionIdleMs: NaN. Use a number of milliseconds, 1 or more.'],
    [{ requestTimeoutMs: -1 }, 'no requestTimeoutMs: -1. Use a number of milliseconds, 0 or more.'],
    [{ capture: pageViews() }, 'no capture: a function. Use a list of captures, each called: [pageViews()].'],
    [{ capture: [clicks] }, 'no capture: a list of other things. Use a list of captures, each called'],
    [{ routes: '/u/:name' }, 'no routes: "/u/:name". Use a list of texts.'],
    [{ routes: ['/cart', '/b%C3%BCcher/:name'] }, 'no routes: "/b%C3%BCcher/:name". Use routes as they are read, not encoded, such as /über-uns/:name.'],
    [{ deny: [7] }, 'no deny: a list of other things. Use a list of texts.'],
    [{ context: 'beta' }, 'no context: "beta". Use an object.'],
    [{ beforeSend: {} }, 'no beforeSend: an object. Use a function.'],
    [{ events: ['saved'] }, 'no events: a list of other things. Use the result of defineEvents.'],
    [{ platform: Symbol('web') }, `no platform: Symbol(web). Use 'web' or 'mobile'.`],
  ])('%o is told once, with the value seen and the cure', (options, expected) => {
    start(options)
    expect(warnings.filter((text) => !text.includes('PAREL_W06'))).toEqual([expect.stringContaining(`[parel] PAREL_W01 ${expected}`)])
  })

  it.each([
    [() => pageViews({ exclude: ['/cart', 'admin*'] }), 'no exclude of pageViews: "admin*". Use a list of paths that start with a slash, such as /admin*'],
    [() => pageViews({ exclude: ['/cart', '/bücher*'] }), 'no exclude of pageViews: "/bücher*". Use a list of paths that start with a slash, such as /admin*, with letters beyond ASCII and spaces encoded (encodeURI).'],
    [() => pageViews({ exclude: ['/my cart'] }), 'no exclude of pageViews: "/my cart". Use a list of paths'],
    [() => pageViews({ exclude: '/admin' as never }), 'no exclude of pageViews: "/admin". Use a list of paths'],
    [() => apiCalls({ exclude: ['/api/health'] }), 'no exclude of apiCalls: "/api/health". Use a list of full URLs, such as https://cdn.example/.'],
  ])('an exclude that can match nothing is told: %s', (create, expected) => {
    create()
    expect(warnings).toEqual([expect.stringContaining(`[parel] PAREL_W01 ${expected}`)])
  })

  it('nothing is said of an exclude that can match', () => {
    pageViews({ exclude: ['/admin*', '*', '/', '/b%C3%BCcher*', '/#/admin*'] })
    apiCalls({ exclude: ['https://cdn.example/', 'http:'] })
    expect(warnings).toEqual([])
  })

  it('a long value is told by its beginning', () => {
    start({ storage: 'x'.repeat(9999) })
    expect(warnings.join().length).toBeLessThan(200)
  })

  it.each([
    ['a getter', Object.defineProperty({ endpoint: '/t' }, 'routes', { enumerable: true, get: () => { throw new Error('theirs') } })],
    ['a proxy', { endpoint: '/t', enabled: true, events: trap, context: trap }],
    ['what is frozen', Object.freeze({ endpoint: '/t', sampleRate: 50 })],
  ])('%s among the options throws nothing into the page', (_name, options) => {
    expect(() => createTelemetry(options as TelemetryOptions).trackAction('saved')).not.toThrow()
  })
})

it('in production nothing is said', () => {
  vi.stubEnv('NODE_ENV', 'production')
  start({ sampleRate: 50 })
  expect(warnings).toEqual([])
})
