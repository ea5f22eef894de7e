import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { TelemetryPreferences } from '../src/index'
import { createMemoryTelemetry, TelemetryTestProvider, type MemoryTelemetry } from '../src/testing'

afterEach(cleanup)

const show = (client: MemoryTelemetry) => render(<TelemetryTestProvider client={client}><TelemetryPreferences /></TelemetryTestProvider>)
const box = () => screen.getByRole<HTMLInputElement>('checkbox')

describe('TelemetryPreferences', () => {
  it('opts out and in again', () => {
    const client = createMemoryTelemetry()
    show(client)
    expect(box().checked).toBe(true)
    fireEvent.click(box())
    expect([box().checked, client.inspect().state]).toEqual([false, 'opted-out'])
    fireEvent.click(box())
    expect([box().checked, client.inspect().state]).toEqual([true, 'recording'])
  })

  it('has a name and a group for assistive technology', () => {
    show(createMemoryTelemetry())
    expect(screen.getByRole('group', { name: 'Usage statistics' })).toBeTruthy()
    expect(screen.getByRole('checkbox', { name: 'Help to improve this site with usage statistics' })).toBeTruthy()
  })

  it('offers no choice when the browser asks not to be recorded, and gives the reason', () => {
    show(createMemoryTelemetry({ state: 'signal' }))
    expect(box().disabled).toBe(true)
    expect(screen.getByRole('status').textContent).toContain('Your browser asks')
  })

  it('lists what was recorded', () => {
    const client = createMemoryTelemetry()
    client.trackAction('saved', '/profile/[id]', undefined, { plan: 'pro' })
    show(client)
    const details = document.querySelector('details')
    if (details) details.open = true
    fireEvent(details as Element, new Event('toggle'))
    expect(screen.getAllByRole('row')[1]?.textContent).toContain('action saved/profile/[id]{"plan":"pro"}')
  })

  it('shows none of it after an opt-out', () => {
    const client = createMemoryTelemetry()
    client.trackAction('saved')
    show(client)
    const details = document.querySelector('details')
    if (details) details.open = true
    fireEvent(details as Element, new Event('toggle'))
    fireEvent.click(box())
    expect(screen.queryAllByRole('row')).toEqual([])
    expect(screen.getByText('Nothing yet.')).toBeTruthy()
  })
})
