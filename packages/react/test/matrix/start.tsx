import { lazy, StrictMode, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { TelemetryTestProvider } from '@parel/telemetry-react/testing'
import { runAll, telemetry, type Navigator, type Scenario } from './scenarios'

/** A page that suspends before it is shown. */
export const LazyPage = lazy(async () => {
  await new Promise((resolve) => requestAnimationFrame(resolve))
  return { default: () => <h1>Lazy</h1> }
})

/** Renders the app and offers the scenarios to the test. */
export function start(app: ReactNode, navigator: Navigator, more: Readonly<Record<string, Scenario>> = {}): void {
  const tree = <TelemetryTestProvider client={telemetry}>{app}</TelemetryTestProvider>
  const isStrict = new URLSearchParams(location.search).has('strict')
  createRoot(document.querySelector('main') as Element).render(isStrict ? <StrictMode>{tree}</StrictMode> : tree)
  Object.assign(window, { runAll: () => runAll(navigator, more), telemetry })
}
