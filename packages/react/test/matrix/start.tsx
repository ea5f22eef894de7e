import { lazy, StrictMode, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { createMemoryTelemetry, TelemetryTestProvider } from '@parel/telemetry-react/testing'

/** Moves the app under test about. */
export interface Navigator {
  push(path: string): void
  replace(path: string): void
}

/** The client that every app of the matrix uses. */
export const telemetry = createMemoryTelemetry()

/** A page that suspends before it shows itself. */
export const LazyPage = lazy(async () => {
  await new Promise((resolve) => requestAnimationFrame(resolve))
  return { default: () => <h1>Lazy</h1> }
})

/** Shows the app and offers the scenarios to the test. */
export function start(app: ReactNode, navigator: Navigator): void {
  const tree = <TelemetryTestProvider client={telemetry}>{app}</TelemetryTestProvider>
  const isStrict = new URLSearchParams(location.search).has('strict')
  createRoot(document.querySelector('main') as Element).render(isStrict ? <StrictMode>{tree}</StrictMode> : tree)
  Object.assign(window, { runAll: () => runAll(navigator) })
}

/** What one scenario has recorded. */
export interface Outcome {
  readonly views: readonly (string | null)[]
  readonly leaves: readonly (string | null)[]
  readonly all: string
}

async function runAll(navigator: Navigator): Promise<Record<string, Outcome>> {
  await shows('Home')
  const outcomes: Record<string, Outcome> = { load: readOutcome() }
  for (const [name, scenario] of Object.entries(SCENARIOS)) {
    navigator.push('/')
    await shows('Home')
    telemetry.clear()
    await scenario(navigator)
    outcomes[name] = readOutcome()
  }
  return outcomes
}

function readOutcome(): Outcome {
  const list = (type: string) => telemetry.events.filter((event) => event.type === type).map(({ page }) => page)
  return { views: list('page_view'), leaves: list('page_leave'), all: JSON.stringify(telemetry.events.map(({ page, metadata }) => [page, metadata])) }
}

const SCENARIOS: Readonly<Record<string, (navigator: Navigator) => Promise<void>>> = {
  async push({ push }) {
    push('/new')
    await shows('New')
  },
  async replace({ replace }) {
    replace('/new')
    await shows('New')
  },
  async back({ push }) {
    push('/new')
    await shows('New')
    history.back()
    await shows('Home')
  },
  async redirect({ push }) {
    push('/old')
    await shows('New')
  },
  async 'param change'({ push }) {
    push('/users/%40ada')
    await shows('User @ada')
    push('/users/%40bob')
    await shows('User @bob')
  },
  async 'query change'({ push, replace }) {
    push('/?tab=2')
    await settled()
    replace('/?tab=3#part')
    await settled()
  },
  async Suspense({ push }) {
    push('/lazy')
    await shows('Lazy')
  },
  async hidden({ push }) {
    hide(true)
    push('/new')
    await shows('New')
    if (telemetry.events.some(({ page }) => page === '/new')) throw new Error('The page was counted while it was hidden.')
    hide(false)
    await settled()
  },
}

function hide(hidden: boolean): void {
  Object.defineProperty(document, 'visibilityState', { configurable: true, value: hidden ? 'hidden' : 'visible' })
  document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
}

async function shows(heading: string): Promise<void> {
  while (document.querySelector('h1')?.textContent !== heading) await nextFrame()
  await settled()
}

async function settled(): Promise<void> {
  await nextFrame()
  await nextFrame()
}

/** A frame and the tasks that wait behind it. */
function nextFrame(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
}
