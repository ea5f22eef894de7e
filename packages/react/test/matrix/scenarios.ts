import { createMemoryTelemetry } from '@parel/telemetry-react/testing'

/** Navigates the app under test. */
export interface Navigator {
  push(path: string): void
  replace(path: string): void
}

/** What one scenario has recorded. */
export interface Outcome {
  readonly views: readonly (string | null)[]
  /** Each page that was left, with the visible time in steps of {@link pass}. */
  readonly leaves: readonly string[]
  /** The pages of its errors. */
  readonly errors: readonly (string | null)[]
  readonly all: string
}

export type Scenario = (navigator: Navigator) => Promise<void>

/** The client that every app of the matrix uses. */
export const telemetry = createMemoryTelemetry()

// Long enough that no delay of a busy machine changes the number of steps.
const STEP_MS = 1_000_000

/** Advances the page's clock by one step. */
export function pass(): void {
  const now = performance.now.bind(performance)
  performance.now = () => now() + STEP_MS
}

let waitForViews = () => Promise.resolve()

/** For routers whose views wait until it is clear that the page is not a redirect: sets how to wait as long as they do. */
export function expectViewsAfter(wait: () => Promise<void>): void {
  waitForViews = wait
}

/** Waits for the app, then runs the scenarios one after the other. Each starts with a new visit of the first page. */
export async function runAll(navigator: Navigator, more: Readonly<Record<string, Scenario>> = {}): Promise<Record<string, Outcome>> {
  await shows('Home')
  const outcomes: Record<string, Outcome> = { load: readOutcome() }
  for (const [name, scenario] of Object.entries({ ...SCENARIOS, ...more })) {
    navigator.push('/new')
    await shows('New')
    navigator.push('/')
    await shows('Home')
    telemetry.clear()
    pass()
    await scenario(navigator)
    outcomes[name] = readOutcome()
  }
  return outcomes
}

function readOutcome(): Outcome {
  const { events } = telemetry
  return {
    views: events.filter(({ type }) => type === 'page_view').map(({ page }) => page),
    leaves: events.filter(({ type }) => type === 'page_leave').map(({ page, duration }) => `${page} ${Math.round((duration ?? 0) / STEP_MS)}`),
    errors: events.filter(({ type }) => type === 'error').map(({ page }) => page),
    all: JSON.stringify(events.map(({ page, metadata }) => [page, metadata])),
  }
}

const SCENARIOS: Readonly<Record<string, Scenario>> = {
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
    pass()
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
    pass()
    push('/users/%40bob')
    await shows('User @bob')
  },
  async 'query change'({ push, replace }) {
    push('/?tab=2')
    await settled()
    pass()
    replace('/?tab=3#part')
    await settled()
  },
  async Suspense({ push }) {
    push('/lazy')
    await shows('Lazy')
  },
  async hidden({ push }) {
    hide(true)
    pass()
    push('/new')
    await shows('New')
    if (telemetry.events.some(({ page }) => page?.endsWith('/new'))) throw new Error('The page was counted while it was hidden.')
    hide(false)
    await settled()
  },
}

function hide(hidden: boolean): void {
  Object.defineProperties(document, {
    visibilityState: { configurable: true, value: hidden ? 'hidden' : 'visible' },
    hidden: { configurable: true, value: hidden },
  })
  document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
}

/** Waits until a visible heading has this text, and for what React does after it. */
export async function shows(heading: string): Promise<void> {
  // A framework may keep the page before in the document, hidden.
  while (![...document.querySelectorAll('h1')].some((element) => element.textContent === heading && element.checkVisibility())) await nextFrame()
  await settled()
}

/** Waits until effects have run. */
export async function settled(): Promise<void> {
  await nextFrame()
  await nextFrame()
  await waitForViews()
}

/** A frame and the tasks that are queued behind it. */
function nextFrame(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
}
