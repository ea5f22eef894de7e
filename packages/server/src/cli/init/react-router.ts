import { type AppFolder, findFile, type Setup } from './setup'

const ROUTES = `route('api/telemetry/*', 'routes/telemetry.ts', { id: 'telemetry' }),
route('admin/telemetry/*', 'routes/telemetry.ts', { id: 'telemetry-dashboard' }),`

/** React Router in framework mode: one module for both resource routes. */
export const reactRouter: Setup = {
  name: 'react-router',
  title: 'React Router (framework mode)',
  tellTale: '@react-router/dev',
  client: '@parel/telemetry-react',
  plan(app) {
    const [script, markup] = app.isTyped ? ['ts', 'tsx'] : ['js', 'jsx']
    return {
      files: [
        { path: `app/tracking.${markup}`, text: trackingFile(app) },
        { path: `app/routes/telemetry.${script}`, text: routeFile(app) },
      ],
      steps: [
        { file: findFile(app, 'app/routes', ['ts', 'js']), what: 'add the two routes', code: ROUTES.replaceAll('telemetry.ts', `telemetry.${script}`), done: 'telemetry-dashboard' },
        { file: findFile(app, 'app/root', ['tsx', 'jsx']), what: 'put <Outlet /> into <Tracking>', code: "import { Tracking } from './tracking'\n\n<Tracking>\n  <Outlet />\n</Tracking>", done: '<Tracking>' },
      ],
    }
  },
}

function trackingFile({ isTyped }: AppFolder): string {
  return `${isTyped ? "import type { ReactNode } from 'react'\n" : ''}import { TelemetryProvider } from '@parel/telemetry-react'
import { useRouteViews } from '@parel/telemetry-react/react-router'

function Views() {
  useRouteViews()
  return null
}

export function Tracking({ children }${isTyped ? ': { children: ReactNode }' : ''}) {
  return (
    <TelemetryProvider options={{ endpoint: '/api/telemetry' }}>
      <Views />
      {children}
    </TelemetryProvider>
  )
}
`
}

function routeFile({ isTyped }: AppFolder): string {
  return `import { getDefaultServer } from '@parel/telemetry-server'

export const loader = ({ request }${isTyped ? ': { request: Request }' : ''}) => getDefaultServer().fetch(request)
export const action = loader
`
}
