import { act } from '@testing-library/react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { expect, it, vi } from 'vitest'
import { TelemetryPreferences, useTelemetry } from '../src/index'
import { createMemoryTelemetry, TelemetryTestProvider } from '../src/testing'
import { listEvents } from './list-events'

function Page() {
  useTelemetry('/a')
  return <TelemetryPreferences />
}

it('hydrates without a mismatch to the server\'s HTML', async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  const error = vi.spyOn(console, 'error')
  const client = createMemoryTelemetry()
  const app = <TelemetryTestProvider client={client}><Page /></TelemetryTestProvider>
  const container = document.createElement('div')
  container.innerHTML = renderToString(app)
  const onRecoverableError = vi.fn<() => void>()
  const root = await act(async () => hydrateRoot(container, app, { onRecoverableError }))
  expect(onRecoverableError).not.toHaveBeenCalled()
  expect(error).not.toHaveBeenCalled()
  expect(listEvents(client.events)).toEqual(['view /a'])
  await act(async () => root.unmount())
  vi.unstubAllGlobals()
})
