import { findFile, type Setup } from './setup'
import { clientFile, serverFile } from './shared-files'

const ROUTE = `import type { APIRoute } from 'astro'
import { telemetry } from '../../../telemetry-server'

export const prerender = false
export const ALL: APIRoute = ({ request, clientAddress }) => telemetry.fetch(request, { remoteAddress: clientAddress })
`

const LAYOUT = `---
import { ClientRouter } from 'astro:transitions'
---
<html lang="en" data-route={Astro.routePattern}>
  <head>
    <ClientRouter />
    <script>
      import { telemetry } from '../telemetry'

      let shown = ''
      document.addEventListener('astro:page-load', () => {
        if (location.pathname !== shown) telemetry.trackPageView(document.documentElement.dataset.route)
        shown = location.pathname
      })
    </script>
  </head>`

const NOTE = `Behind a proxy with TLS a built Astro refuses what pages send (403). The cure:
security: { allowedDomains: [{ protocol: 'https', hostname: 'your.address' }] }`

/** Astro: two endpoints that an adapter for Node serves, and a script in the layout. */
export const astro: Setup = {
  name: 'astro',
  title: 'Astro',
  tellTale: 'astro',
  client: '@parel/telemetry-browser',
  plan: (app) => ({
    files: [clientFile('src/telemetry.ts'), serverFile('src/telemetry-server.ts'), ...['api', 'admin'].map((part) => ({ path: `src/pages/${part}/telemetry/[...path].ts`, text: ROUTE }))],
    steps: [
      { file: 'src/layouts/base.astro', what: 'count views in the layout of every page', code: LAYOUT, done: 'trackPageView' },
      { file: findFile(app, 'astro.config', ['mjs', 'mjs', 'ts']), what: 'serve with Node: npx astro add node', code: "adapter: node({ mode: 'standalone' }),", done: '@astrojs/node' },
    ],
    note: NOTE,
  }),
}
