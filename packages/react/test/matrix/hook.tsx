import { Suspense, useEffect, useState } from 'react'
import { useTelemetry } from '@parel/telemetry-react'
import { LazyPage, start } from './start'

// No router at all: an app that names its pages itself.

let show = (_path: string) => {}

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

start(<App />, { push: (path) => go(path, 'pushState'), replace: (path) => go(path, 'replaceState') })
