import * as React from 'react'
import { lazy, startTransition, Suspense, useEffect, useState, type ReactNode } from 'react'
import { TelemetryErrorBoundary, useTelemetry } from '@parel/telemetry-react'
import { pass, settled, shows, type Scenario } from './scenarios'
import { LazyPage, start } from './start'

// No router: an app that names its pages itself.

let show = (_path: string) => {}
let release = () => {}

function go(path: string, method: 'pushState' | 'replaceState'): void {
  const target = path === '/old' ? '/new' : path
  history[method](null, '', target)
  show(location.pathname)
}

function App() {
  const [path, setPath] = useState(location.pathname)
  useEffect(() => {
    show = setPath
    const follow = () => setPath(location.pathname)
    addEventListener('popstate', follow)
    return () => removeEventListener('popstate', follow)
  }, [])
  if (path === '/new') return <Page page="/new" title="New" />
  if (path === '/lazy') return <Suspense fallback="…"><Slow /></Suspense>
  if (path === '/held') return <HeldPage />
  if (path === '/broken') return <BrokenPage />
  if (path.startsWith('/tabs/')) return <Tabs shown={path} />
  if (path.startsWith('/users/')) return <Page key={path} page="/users/[name]" title={`User ${decodeURIComponent(path.slice(7))}`} />
  return <Page page="/" title="Home" />
}

function Page({ page, title }: { readonly page: string; readonly title: string }) {
  useTelemetry(page)
  return <h1>{title}</h1>
}

function Slow() {
  useTelemetry('/lazy')
  return <LazyPage />
}

/** Suspends until the scenario releases it. */
const HeldPage = lazy(async () => {
  await new Promise<void>((resolve) => {
    release = resolve
  })
  return { default: () => <Page page="/held" title="Held" /> }
})

function BrokenPage() {
  useTelemetry('/broken')
  return <TelemetryErrorBoundary fallback={<h1>Sorry</h1>}><Broken /></TelemetryErrorBoundary>
}

function Broken(): ReactNode {
  throw new TypeError('x')
}

// React has it since 19.2.
const { Activity } = React as { readonly Activity?: React.ComponentType<{ readonly mode: 'visible' | 'hidden'; readonly children: ReactNode }> }

function Tabs({ shown }: { readonly shown: string }) {
  return ['/tabs/one', '/tabs/two'].map((path) => Activity && (
    <Activity key={path} mode={path === shown ? 'visible' : 'hidden'}>
      <Page page={path} title={path} />
    </Activity>
  ))
}

const transition: Scenario = async () => {
  startTransition(() => show('/held'))
  await settled()
  // The page before is still the one that is seen.
  pass()
  release()
  await shows('Held')
}

const broken: Scenario = async () => {
  // React tells the console, and in development version 18 the window.
  const tell = console.error
  const hush = (event: Event) => event.preventDefault()
  console.error = () => {}
  addEventListener('error', hush)
  startTransition(() => show('/broken'))
  await shows('Sorry')
  console.error = tell
  removeEventListener('error', hush)
}

const activity: Scenario = async ({ push }) => {
  for (const path of ['/tabs/one', '/tabs/two', '/tabs/one']) {
    push(path)
    await shows(path)
    pass()
  }
}

start(
  <App />,
  { push: (path) => go(path, 'pushState'), replace: (path) => go(path, 'replaceState') },
  { transition, 'error in a transition': broken, ...(Activity && { Activity: activity }) },
)
