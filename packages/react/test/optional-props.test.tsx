import { renderToString } from 'react-dom/server'
import { expect, it } from 'vitest'
import { createMemoryTelemetry, TelemetryTestProvider, waitForEvent } from '../src/testing'
import { TelemetryErrorBoundary, TelemetryPreferences, TelemetryProvider } from '../src/index'

/** What an app has not always got, such as the plan of somebody who has not signed in. */
const missing = undefined

// Compiled with `exactOptionalPropertyTypes`, under which a prop that may be left out does not take `undefined` by itself.
it('every prop and option that may be left out may also be undefined', async () => {
  const client = createMemoryTelemetry({ now: missing, sessionId: missing, state: missing })
  client.trackAction('saved')
  expect(await waitForEvent(client, { type: 'action' }, { timeoutMs: missing })).toMatchObject({ action: 'saved' })
  const page = (
    <TelemetryTestProvider client={missing}>
      <TelemetryProvider client={missing} options={missing} context={missing}>
        <TelemetryErrorBoundary area={missing} fallback={missing} onError={missing} resetKeys={missing}>
          <TelemetryPreferences texts={missing} className={missing} />
        </TelemetryErrorBoundary>
      </TelemetryProvider>
    </TelemetryTestProvider>
  )
  // As a build's variable is typed that may not be set.
  client.withContext({ release: missing, plan: 'pro' }).trackAction('opened')
  expect(client.events.at(-1)?.metadata).toEqual({ plan: 'pro' })
  expect(renderToString(<TelemetryProvider client={client} context={{ release: missing }} />)).toBe('')
  expect(renderToString(page)).toContain('Usage statistics')
})
