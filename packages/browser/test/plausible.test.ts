// @vitest-environment happy-dom
import { PERSONAL_DATA } from '@parel/telemetry-testing'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { plausible } from '../src/capture/plausible'
import { startCapture as start } from './start-capture'

afterEach(() => vi.unstubAllGlobals())

describe('plausible', () => {
  const listen = () => {
    const script = vi.fn<(name: string, about: object) => void>()
    vi.stubGlobal('plausible', script)
    return script
  }

  it('passes views and actions to a script on the page, as they are sent', () => {
    const script = listen()
    const { telemetry } = start(plausible())
    telemetry.trackPageView('/orders/4711?email=ada@example.org')
    telemetry.trackAction('save', '/profile/abc-123-def-456', undefined, { plan: 'pro', step: 2, email: 'ada@example.org', tags: ['x'] })
    expect(script.mock.calls).toEqual([
      ['pageview', { url: `${location.origin}/orders/[id]`, u: `${location.origin}/orders/[id]`, props: {} }],
      ['save', { url: `${location.origin}/profile/[id]`, u: `${location.origin}/profile/[id]`, props: { plan: 'pro', step: '2' } }],
    ])
  })

  it('passes on nothing personal, whatever was recorded', () => {
    const script = listen()
    const { telemetry } = start(plausible())
    for (const { value } of PERSONAL_DATA) telemetry.trackAction(`save ${value}`, `/u/${encodeURIComponent(value)}`, undefined, { note: value, [value]: 1 })
    expect(script).toHaveBeenCalledTimes(PERSONAL_DATA.length)
    for (const { value } of PERSONAL_DATA) expect(JSON.stringify(script.mock.calls)).not.toContain(value)
  })

  it('passes on nothing else, and nothing that was refused', () => {
    const script = listen()
    const { telemetry } = start(plausible())
    telemetry.trackError('api_error', '/a')
    telemetry.trackApiCall('/a', 1, 200)
    telemetry.trackAction('')
    expect(script).not.toHaveBeenCalled()
  })

  it('stops on an opt-out, and passes on each event once after an opt-in', () => {
    const script = listen()
    const { telemetry } = start(plausible())
    telemetry.optOut()
    telemetry.trackAction('silent')
    expect(script).not.toHaveBeenCalled()
    telemetry.optIn()
    telemetry.trackAction('again')
    expect(script).toHaveBeenCalledOnce()
  })

  it('works without the script, and with one that throws', () => {
    const { events, telemetry } = start(plausible())
    telemetry.trackAction('alone')
    listen().mockImplementation(() => {
      throw new Error('theirs')
    })
    telemetry.trackAction('broken')
    expect(events().map(({ action }) => action)).toEqual(['alone', 'broken'])
  })
})
