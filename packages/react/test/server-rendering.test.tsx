// @vitest-environment node
import { Suspense, use, type ReactNode } from 'react'
import { prerenderToNodeStream } from 'react-dom/static'
import { renderToPipeableStream, renderToString } from 'react-dom/server'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  TelemetryErrorBoundary,
  TelemetryPreferences,
  TelemetryProvider,
  useAction,
  useApiTiming,
  useConsent,
  useTelemetry,
  useTrackedCallback,
  useTrackVisible,
} from '../src/index'

const said: unknown[] = []

beforeEach(() => {
  said.length = 0
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) vi.spyOn(console, level).mockImplementation((...words) => void said.push(words))
})

afterEach(() => {
  vi.restoreAllMocks()
})

function Everything() {
  useTelemetry('/a')
  useAction()
  useApiTiming()
  const [state] = useConsent()
  const ref = useTrackVisible('seen')
  return <button ref={ref} onClick={useTrackedCallback('clicked', () => {})}>{state}</button>
}

const late = Promise.resolve('late')
const Late = (): ReactNode => use(late)

const app = (
  <TelemetryProvider options={{ endpoint: '/api/telemetry' }}>
    <TelemetryProvider context={{ area: 'x' }}>
      <TelemetryErrorBoundary>
        <Everything />
        <TelemetryPreferences />
        <Suspense fallback="wait"><Late /></Suspense>
      </TelemetryErrorBoundary>
    </TelemetryProvider>
  </TelemetryProvider>
)

describe('on a server', () => {
  it('renders to a string without a warning, and without accessing a browser global', () => {
    expect(renderToString(app)).toContain('inert')
    expect(said).toEqual([])
  })

  it('streams without a warning', async () => {
    const stream = await new Promise<PassThrough>((resolve, reject) => {
      const sink = new PassThrough()
      const { pipe } = renderToPipeableStream(app, { onAllReady: () => resolve(pipe(sink)), onError: reject })
    })
    expect(await text(stream)).toContain('late')
    expect(said).toEqual([])
  })

  it('prerenders without a warning', async () => {
    expect(await text((await prerenderToNodeStream(app)).prelude)).toContain('late')
    expect(said).toEqual([])
  })

  it('is silent without a provider', () => {
    expect(renderToString(<Everything />)).toContain('inert')
    expect(said).toEqual([])
  })
})
