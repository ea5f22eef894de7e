/** An app that uses every entry with types, and makes the mistakes that the types must find. */
export const CONSUMER_CODE = `
import { defineEvents, oneOf } from '@parel/telemetry-core'
import { TelemetryProvider, useAction, useTelemetry, useTrackedCallback, useTrackVisible } from '@parel/telemetry-react'
import { trackRouter } from '@parel/telemetry-react/react-router'
import { trackQueries } from '@parel/telemetry-react/tanstack-query'
import { createMemoryTelemetry } from '@parel/telemetry-react/testing'
import { QueryClient } from '@tanstack/react-query'
import { createMemoryRouter } from 'react-router'

const events = defineEvents({ checkout_done: { plan: oneOf('free', 'pro') } })

declare module '@parel/telemetry-react' {
  interface Register { events: typeof events }
}

export function Page() {
  useTelemetry('/checkout')
  const recordAction = useAction()
  const pay = useTrackedCallback('checkout_done', (amount: number) => amount > 0, { plan: 'pro' })
  const seen = useTrackVisible('checkout_done', { metadata: { plan: 'pro' }, threshold: 1 })
  // @ts-expect-error An undeclared word is found here, too.
  useTrackVisible('checkout_done', { metadata: { plan: 'gold' } })
  // @ts-expect-error And here.
  useTrackedCallback('checkout_don', () => {})
  const paid: boolean = pay(3)
  recordAction('checkout_done', { plan: 'free' })
  // @ts-expect-error A typo in a name is found.
  recordAction('checkout_don')
  // @ts-expect-error An undeclared word is found.
  recordAction('checkout_done', { plan: 'gold' })
  return <TelemetryProvider options={{ endpoint: '/api/telemetry' }}><p ref={seen}>{String(paid)}</p></TelemetryProvider>
}

trackRouter(createMemoryRouter([{ path: '/', element: null }]), createMemoryTelemetry())
trackQueries(new QueryClient(), createMemoryTelemetry())

// @ts-expect-error Members are functions and no methods, which typed linters let nobody take out of a client: only functions are compared this strictly.
trackQueries(new QueryClient(), { ...createMemoryTelemetry(), trackApiCall: (_endpoint: '/only') => {} })
`

/** What an app in strict mode gives the compiler; library checks are on. */
export function listCompilerOptions(resolution: 'nodenext' | 'bundler'): string[] {
  const module = resolution === 'bundler' ? 'esnext' : resolution
  const libraries = ['--target', 'es2022', '--lib', 'es2022,dom,dom.iterable', '--types', 'react']
  return ['--noEmit', '--strict', '--jsx', 'react-jsx', ...libraries, '--module', module, '--moduleResolution', resolution]
}
