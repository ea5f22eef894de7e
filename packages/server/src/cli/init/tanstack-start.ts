import { findFile, type Setup } from './setup'

/** TanStack Start: two server routes; the root route passes its router on. */
export const tanstackStart: Setup = {
  name: 'tanstack-start',
  title: 'TanStack Start',
  tellTale: '@tanstack/react-start',
  client: '@parel/telemetry-react',
  plan(app) {
    const [script, markup] = app.isTyped ? ['ts', 'tsx'] : ['js', 'jsx']
    const routes = app.has('app/routes') ? 'app/routes' : 'src/routes'
    return {
      files: [
        { path: `${routes.replace('/routes', '')}/tracking.${markup}`, text: trackingFile(app.isTyped) },
        { path: `${routes}/api/telemetry/$.${script}`, text: routeFile('/api/telemetry/$') },
        { path: `${routes}/admin/telemetry/$.${script}`, text: routeFile('/admin/telemetry/$') },
      ],
      steps: [{ file: findFile(app, `${routes}/__root`, ['tsx', 'jsx']), what: 'put what <body> shows into <Tracking>', code: "import { Tracking } from '../tracking'\n\n<Tracking>{children}</Tracking>", done: '<Tracking>' }],
    }
  },
}

function trackingFile(isTyped: boolean): string {
  return `${isTyped ? "import type { ReactNode } from 'react'\n" : ''}import { useRouter } from '@tanstack/react-router'
import { TelemetryProvider } from '@parel/telemetry-react'
import { TelemetryPageViews } from '@parel/telemetry-react/tanstack-router'

export function Tracking({ children }${isTyped ? ': { children: ReactNode }' : ''}) {
  return (
    <TelemetryProvider options={{ endpoint: '/api/telemetry' }}>
      <TelemetryPageViews router={useRouter()} />
      {children}
    </TelemetryProvider>
  )
}
`
}

function routeFile(path: string): string {
  return `import { createFileRoute } from '@tanstack/react-router'
import { getDefaultServer } from '@parel/telemetry-server'

export const Route = createFileRoute('${path}')({
  server: { handlers: { ANY: ({ request }) => getDefaultServer().fetch(request) } },
})
`
}
