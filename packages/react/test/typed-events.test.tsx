import { renderHook } from '@testing-library/react'
import { expect, it } from 'vitest'
import { defineEvents, integer, oneOf } from '@parel/telemetry-core'
import { useAction } from '../src/index'
import { createMemoryTelemetry, TelemetryTestProvider } from '../src/testing'

const events = defineEvents({ checkout_done: { plan: oneOf('free', 'pro'), items: integer }, opened: {} })

it('checks names and metadata at compile time against the declared events', () => {
  const client = createMemoryTelemetry()
  const { result } = renderHook(() => useAction<typeof events>(), { wrapper: ({ children }) => <TelemetryTestProvider client={client}>{children}</TelemetryTestProvider> })
  result.current('checkout_done', { plan: 'pro', items: 3 })
  result.current('checkout_done', { plan: undefined })
  // @ts-expect-error The action is not declared.
  result.current('checkout_don')
  // @ts-expect-error The plan is not one of the declared words.
  result.current('checkout_done', { plan: 'gold' })
  // @ts-expect-error The key is not declared.
  result.current('checkout_done', { email: 'ada@example.org' })
  result.current('opened')
  result.current('opened', {})
  // @ts-expect-error The action is declared without keys.
  result.current('opened', { email: 'ada@example.org' })
  // @ts-expect-error So it may be only the one without.
  result.current('opened' as 'opened' | 'checkout_done', { plan: 'pro' })
  expect(client.events).toHaveLength(9)
})

it('accepts any action if none are declared', () => {
  const { result } = renderHook(() => useAction(), { wrapper: TelemetryTestProvider })
  expect(() => result.current('anything', { at: 'all' })).not.toThrow()
})
