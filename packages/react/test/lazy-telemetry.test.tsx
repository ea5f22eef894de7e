import { act, fireEvent, render } from '@testing-library/react'
import { Activity, memo, Suspense, use, useEffect, useMemo, type ReactNode } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { TelemetryProvider, useTelemetry } from '../src/index'
import { collectClients } from './collect-clients'
import { listEvents } from './list-events'

const { createTelemetry } = vi.hoisted(() => ({ createTelemetry: vi.fn<(options: { enabled?: boolean }) => object>() }))
vi.mock(import('@parel/telemetry-browser'), async (original) => ({ ...(await original()), createTelemetry: createTelemetry as never }))

const clients = collectClients(createTelemetry)

const inProvider = (children: ReactNode) => <TelemetryProvider options={{ endpoint: '/api/telemetry' }}>{children}</TelemetryProvider>

/** The ways in which a component may use the client while it renders. */
const uses: [name: string, useTrackAction: () => (action: string) => void][] = [
  ['a function taken out of it', () => useTelemetry().trackAction],
  ['a copy', () => ({ ...useTelemetry() }).trackAction],
  [
    'a client with a context',
    () => {
      const telemetry = useTelemetry()
      return useMemo(() => telemetry.withContext({ area: 'billing' }), [telemetry]).trackAction
    },
  ],
]

describe.each(uses)('the client of a provider with options, as %s', (_name, useTrackAction) => {
  it('is not created by a render that is never shown', async () => {
    let arrive = () => {}
    const data = new Promise<void>((resolve) => (arrive = resolve))
    const Page = () => {
      const trackAction = useTrackAction()
      useEffect(() => trackAction('shown'), [trackAction])
      use(data)
      return null
    }
    await act(async () => void render(<Suspense fallback="Wait">{inProvider(<Page />)}</Suspense>))
    expect(clients).toHaveLength(0)
    await act(async () => arrive())
    expect(clients.map(({ events }) => listEvents(events))).toEqual([['action shown']])
  })

  it('records with the new client of a tree that was hidden and is shown again', () => {
    const Button = memo(function Button() {
      const trackAction = useTrackAction()
      return <button onClick={() => trackAction('clicked')}>Go</button>
    })
    const button = <Button />
    const show = (mode: 'visible' | 'hidden') => <Activity mode={mode}>{inProvider(button)}</Activity>
    const view = render(show('visible'))
    view.rerender(show('hidden'))
    act(() => vi.runAllTimers())
    view.rerender(show('visible'))
    fireEvent.click(view.getByText('Go'))
    expect(clients.map(({ events }) => listEvents(events))).toEqual([[], ['action clicked']])
  })
})

it('a change of an outer context continues the visit below two contexts', () => {
  const Page = () => (useTelemetry('/a'), null)
  const tree = (plan: string) =>
    inProvider(
      <TelemetryProvider context={{ plan }}>
        <TelemetryProvider context={{ area: 'billing' }}><Page /></TelemetryProvider>
      </TelemetryProvider>,
    )
  const view = render(tree('free'))
  view.rerender(tree('pro'))
  act(() => vi.advanceTimersByTime(70))
  expect(clients.map(({ events }) => listEvents(events))).toEqual([['view /a']])
})
