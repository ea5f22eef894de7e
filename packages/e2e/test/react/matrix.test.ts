import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prepareChromium } from '../../src/prepare-chromium.ts'
import { bundleApp, type AppVariant } from '../../src/react/bundle-app.ts'
import { serveApps, type AppServer } from '../../src/react/serve-apps.ts'

type ScenarioRow = readonly [name: string, views: readonly string[], leaves: readonly string[]]
type Cell = AppVariant & { readonly strict: boolean; readonly name: string }

/** What each scenario counts: its views, and which pages were left after how many steps of time. All but the first begin on a page that has been counted. */
const SCENARIOS: readonly ScenarioRow[] = [
  ['load', ['/'], []],
  ['push', ['/new'], ['/ 1']],
  ['replace', ['/new'], ['/ 1']],
  ['back', ['/new', '/'], ['/ 1', '/new 1']],
  ['redirect', ['/new'], ['/ 1']],
  ['param change', ['/users/[name]', '/users/[name]'], ['/ 1', '/users/[name] 1']],
  ['query change', [], []],
  ['Suspense', ['/lazy'], ['/ 1']],
  ['hidden', ['/new'], ['/ 1']],
]

/** Only apps that name their pages themselves have these; React has Activity since 19.2. */
const HOOK_SCENARIOS = ({ app, react }: AppVariant): readonly ScenarioRow[] =>
  app !== 'hook' ? [] : [
    ['transition', ['/held'], ['/ 2']],
    ['error in a transition', ['/broken'], ['/ 1']],
    ...(react === 19 ? [['Activity', ['/tabs/one', '/tabs/two', '/tabs/one'], ['/ 1', '/tabs/one 1', '/tabs/two 1']] as const] : []),
  ]

const ROUTERS: readonly Pick<AppVariant, 'app' | 'react' | 'router'>[] = [
  ...([18, 19] as const).map((react) => ({ app: 'hook', react, router: null }) as const),
  ...(['routes', 'data-router'] as const).flatMap((app) =>
    // React Router 8 needs React 19.2.
    ([[18, 6], [18, 7], [19, 6], [19, 7], [19, 8]] as const).map(([react, router]) => ({ app, react, router })),
  ),
  ...([18, 19] as const).map((react) => ({ app: 'tanstack', react, router: null }) as const),
]

const CELLS: readonly Cell[] = ROUTERS.flatMap((router) =>
  (['development', 'production'] as const).flatMap((mode) =>
    [true, false].map((strict) => ({ ...router, mode, strict, name: nameVariant({ ...router, mode }) })),
  ),
)

const chromium = prepareChromium()
let pages: readonly Page[]
let apps: AppServer
const bundles = new Map<string, Promise<Uint8Array>>()
const visits = new Map<number, Promise<Visit>>()

beforeAll(async () => {
  // Small, because nobody looks at them.
  pages = await Promise.all([0, 1].map(() => chromium.browser.newPage({ viewport: { width: 320, height: 240 } })))
  apps = await serveApps((name) => bundles.get(name) ?? Promise.reject(new Error(`There is no app ${name}.`)))
})

afterAll(() => apps?.close())

/** Scenarios wait for frames most of the time: while one page runs a cell, the other one runs the next. */
function visitCell(index: number): Promise<Visit> {
  const [cell, page] = [CELLS[index], pages[index % 2]]
  if (cell === undefined || page === undefined) throw new Error(`There is no cell ${index}.`)
  const visit = visits.get(index) ?? visitApp(page, cell)
  visits.set(index, visit)
  return visit
}

async function visitApp(page: Page, cell: Cell): Promise<Visit> {
  const complaints: string[] = []
  page.removeAllListeners()
  page.on('pageerror', ({ message }) => complaints.push(message))
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  if (!bundles.has(cell.name)) bundles.set(cell.name, bundleApp(cell))
  await page.goto(`${apps.origin}/?bundle=${cell.name}${cell.strict ? '&strict' : ''}`)
  return { complaints, outcomes: await page.evaluate(() => (window as unknown as Runner).runAll()) }
}

describe.each(CELLS.map((cell, index) => ({ ...cell, index })))('$name, StrictMode $strict', (cell) => {
  let visit: Visit

  beforeAll(async () => {
    // What goes wrong with the next one is told by its own tests.
    if (cell.index + 1 < CELLS.length) visitCell(cell.index + 1).catch(() => {})
    visit = await visitCell(cell.index)
  })

  it.each([...SCENARIOS, ...HOOK_SCENARIOS(cell)])('%s counts each visit once, for as long as it is seen', (scenario, views, leaves) => {
    const outcome = visit.outcomes[scenario] as Outcome
    expect(outcome).toMatchObject({ views, leaves })
    expect(outcome.all).not.toMatch(/@|%40|tab=/)
    // What happens while a page is opened belongs to that page.
    expect(outcome.errors).toEqual(scenario === 'error in a transition' ? views : [])
  })

  it('says nothing on the console', () => {
    expect(visit.complaints).toEqual([])
  })
})

interface Outcome {
  readonly views: readonly string[]
  readonly leaves: readonly string[]
  readonly errors: readonly string[]
  readonly all: string
}

interface Visit {
  readonly outcomes: Readonly<Record<string, Outcome>>
  /** Errors of the page and of its console. */
  readonly complaints: readonly string[]
}

interface Runner {
  runAll(): Promise<Record<string, Outcome>>
}

function nameVariant({ app, react, router, mode }: AppVariant): string {
  return `${app}${router ? `-${router}` : ''}-react-${react}-${mode}`
}
