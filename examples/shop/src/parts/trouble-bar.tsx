import { useState, type ReactElement } from 'react'
import { useTelemetry } from '@parel/telemetry-react'

/** Buttons that make trouble on purpose, so that there is something to see. */
export function TroubleBar(): ReactElement {
  const telemetry = useTelemetry()
  const [note, setNote] = useState('')

  async function call(address: string): Promise<void> {
    setNote('Waiting …')
    const began = performance.now()
    const response = await fetch(address)
    await response.text()
    if (!response.ok) telemetry.trackError('api_error', undefined, { statusCode: response.status, endpoint: address })
    setNote(`The answer was ${response.status} after ${Math.round(performance.now() - began)} ms.`)
  }

  return (
    <section className="trouble" aria-label="Make trouble">
      <h2>Make trouble</h2>
      <div className="row">
        <button type="button" data-parel-action="slow_call" onClick={() => void call('/api/shop/suggestions?slow=1')}>
          A slow call
        </button>
        <button type="button" data-parel-action="failing_call" onClick={() => void call('/api/shop/loyalty/ada%40shop.example')}>
          A failing call
        </button>
        <button type="button" data-parel-action="throw_error" onClick={throwError}>
          An error in the page
        </button>
        <button type="button" data-parel-action="write_secret" onClick={() => trackSecrets(telemetry.trackAction)}>
          Try to leak a secret
        </button>
      </div>
      <output>{note}</output>
    </section>
  )
}

function throwError(): never {
  throw new TypeError('The kettle of ada@shop.example is not a function')
}

/** A careless call: none of these values arrives. */
function trackSecrets(trackAction: (action: string, page?: string, sessionId?: string, metadata?: Record<string, unknown>) => void): void {
  trackAction('careless_call', '/account/ada@shop.example?token=abc', undefined, { email: 'ada@shop.example', password: 'hunter2', button: 'leak' })
}
