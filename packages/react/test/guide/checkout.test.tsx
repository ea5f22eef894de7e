import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { useAction, useTelemetry } from '@parel/telemetry-react'
import { createMemoryTelemetry, telemetryMatchers, TelemetryTestProvider, waitForEvent, type TelemetryMatchers } from '@parel/telemetry-react/testing'

declare module 'vitest' {
  interface Matchers<R extends void | Promise<void>, T> extends TelemetryMatchers<R> {}
}
expect.extend(telemetryMatchers)
afterEach(cleanup)

function Checkout() {
  useTelemetry('/checkout')
  const recordAction = useAction()
  return <button onClick={() => recordAction('checkout_done', { plan: 'pro', items: 3 })}>Pay</button>
}

it('records the purchase', async () => {
  const telemetry = createMemoryTelemetry()
  render(<TelemetryTestProvider client={telemetry}><Checkout /></TelemetryTestProvider>)
  fireEvent.click(screen.getByText('Pay'))
  await waitForEvent(telemetry, { type: 'action', action: 'checkout_done' })
  expect(telemetry).toHaveTracked({ page: '/checkout', metadata: { plan: 'pro' } })
  expect(telemetry).not.toHaveTracked({ type: 'error' })
})
