// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest'
import { errors } from '../src/capture/errors'
import { startTelemetry } from './start-telemetry'
import { startCapture } from './start-capture'

afterEach(() => vi.useRealTimers())

const fail = (error: unknown, message = 'x') => dispatchEvent(new ErrorEvent('error', { message, error }))
const reject = (reason: unknown) => dispatchEvent(Object.assign(new Event('unhandledrejection'), { reason }))
const withStack = (stack: unknown) => Object.assign(new TypeError('x'), { stack })

describe('errors', () => {
  it('records kind, name and place, and never the message', () => {
    const { events } = startCapture(errors())
    fail(new TypeError('ada@example.org is missing'))
    expect(events()[0]).toMatchObject({ type: 'error', action: 'client_error', metadata: { errorName: 'TypeError', source: 'error' } })
    expect(JSON.stringify(events())).not.toContain('missing')
  })

  it('records the message, cleaned, where the app allows it', () => {
    const { events } = startCapture(errors({ messages: true }))
    fail(new TypeError('cannot read cart of ada@example.org'))
    expect(events()[0]?.metadata).toMatchObject({ message: expect.stringContaining('cannot read cart') })
    expect(JSON.stringify(events())).not.toContain('ada@')
  })

  it('cleans a message before it is shortened', () => {
    const { events } = startCapture(errors({ messages: true }))
    fail(new TypeError(`${'could not load '.repeat(20).slice(0, 191)} lovelace@shop.example`))
    expect(events()).toHaveLength(1)
    expect(JSON.stringify(events())).not.toContain('lovelace')
  })

  it.each([
    ['an error', new RangeError('x'), 'RangeError'],
    ['a text', 'ada@example.org', 'string'],
    ['nothing', undefined, 'undefined'],
    ['null', null, 'object'],
    ['a symbol', Symbol('x'), 'symbol'],
    ['an object that cannot be read as text', { toString: () => { throw new Error('theirs') } }, 'object'],
  ])('records a rejection with %s by its kind only', (_name, reason, errorName) => {
    const { events } = startCapture(errors())
    reject(reason)
    expect(events().map(({ metadata }) => metadata)).toEqual([expect.objectContaining({ source: 'rejection', errorName })])
    expect(JSON.stringify(events())).not.toContain('ada@')
  })

  it.each([
    ['whose stack throws', Object.defineProperty(new Error('x'), 'stack', { get() { throw new Error('theirs') } })],
    ['whose name is no text', Object.assign(new Error('x'), { name: 10n })],
  ])('never throws for an error %s, and keeps recording', (_name, error) => {
    const { events } = startCapture(errors())
    expect(() => (fail(error), reject(error))).not.toThrow()
    fail(new TypeError('x'))
    expect(events().map(({ metadata }) => metadata?.errorName)).toEqual(['TypeError'])
  })

  it('reports the place without the URL and the query of the script', () => {
    const { events } = startCapture(errors())
    fail(withStack('TypeError: x\n    at save (https://shop.example/u/ada/app.js?token=abc:12:34)\n'))
    expect(events()[0]?.metadata?.place).toBe('app.js:12')
  })

  it.each([
    ['Chromium', 'TypeError: x\n    at save (https://shop.example/users/john-doe:12:34)\n    at https://shop.example/users/john.doe:1:1\n'],
    ['Firefox and Safari', 'save@https://shop.example/users/john-doe:12:34\n@https://shop.example/users/john.doe:1:1'],
    ['a query', 'TypeError: x\n    at https://shop.example/app.js?back=/users/john-doe:12:34\n'],
    ['an address that only begins like a script', 'TypeError: x\n    at https://shop.example/users/john.jsdoe:12:34\n'],
  ])('reports no file that may be the URL of the page, for an inline script: %s', (_name, stack) => {
    const { events } = startCapture(errors())
    fail(withStack(stack))
    expect(JSON.stringify(events().map(({ metadata }) => metadata))).not.toMatch(/john|doe/)
  })

  it.each([
    ['TypeError: x\n    at https://shop.example/assets/index-DkX3.js:1:200', 'index-DkX3.js:1'],
    ['save@https://shop.example/lib/cart.mjs:7:3\n', 'cart.mjs:7'],
    ['TypeError: x\n    at https://shop.example/assets/index-gCQ9RCG0.js:12:200', 'index.js:12'],
    ['TypeError: x\n    at https://shop.example/static/js/main.3f2a9c1b.js:1:200', 'main.js:1'],
    ['TypeError: x\n    at https://shop.example/chunks/app/user-settings-page-3f2a9c1b12345678.js:1:200', 'user-settings-page.js:1'],
    ['TypeError: x\n    at https://shop.example/js/app-bootstrap5.js:3:200', 'app-bootstrap5.js:3'],
    ['TypeError: x\n    at https://shop.example/js/app-Bootstrap51.min.js:3:200', 'app-Bootstrap51.min.js:3'],
    ['TypeError: x\n    at https://shop.example/js/app-deadbee5.js:3:200', 'app-deadbee5.js:3'],
    ['TypeError: x\n    at https://shop.example/js/app-5deadbee.js:3:200', 'app.js:3'],
    ['TypeError: x\n    at https://shop.example/bootstrap5.bundle.min.js:1:200', 'bootstrap5.bundle.min.js:1'],
    ['TypeError: x\n    at App (http://shop.example/src/App.tsx?t=1700000000000:10:5)', 'App.tsx:10'],
    ['TypeError: x\n    at https://shop.example/users/john-doe:12:34\n    at https://shop.example/app.js:5:6\n', 'app.js:5'],
  ])('reports the first script of a stack: %s', (stack, place) => {
    const { events } = startCapture(errors())
    fail(withStack(stack))
    expect(events()[0]?.metadata?.place).toBe(place)
  })

  it('catches what is thrown in the task that starts the client', () => {
    const { telemetry } = startTelemetry({ capture: [errors()] })
    fail(new TypeError('x'))
    expect(telemetry.inspect().recent.map(({ type }) => type)).toContain('error')
    telemetry.optOut()
  })

  it.each(['ResizeObserver loop completed with undelivered notifications.', 'Script error.'])('ignores the noise "%s"', (message) => {
    const { events } = startCapture(errors())
    fail(undefined, message)
    expect(events()).toEqual([])
  })

  it('records at most 20 different errors per page', () => {
    const { events } = startCapture(errors())
    for (let index = 0; index < 30; index++) fail(Object.assign(new Error('x'), { name: `Kind${String.fromCharCode(65 + index)}Error` }))
    expect(events()).toHaveLength(20)
  })
})
