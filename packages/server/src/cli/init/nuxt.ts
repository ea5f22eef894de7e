import type { Setup } from './setup'
import { clientFile } from './shared-files'

const VIEWS = `import { telemetry } from '~/telemetry'

export default defineNuxtPlugin((nuxtApp) => {
  const router = useRouter()
  let shown = ''
  const show = () => {
    const { path, matched } = router.currentRoute.value
    if (path !== shown) telemetry.trackPageView(matched.at(-1)?.path ?? path)
    shown = path
  }
  // The first page may be there before this plugin is.
  void router.isReady().then(show)
  router.afterEach((_to, _from, failure) => failure || show())
  // A built app only prints what a component throws; in development Vue throws it on.
  if (!import.meta.dev) nuxtApp.hook('vue:error', (error) => reportError(error))
})
`

const MIDDLEWARE = `import { createTelemetryServer } from '@parel/telemetry-server'

const telemetry = createTelemetryServer({ database: './telemetry.db' })

export default fromNodeMiddleware(telemetry.listener)
`

/** Nuxt: a server middleware, and a plugin of the client that counts views. */
export const nuxt: Setup = {
  name: 'nuxt',
  title: 'Nuxt',
  tellTale: 'nuxt',
  client: '@parel/telemetry-browser',
  plan(app) {
    const root = app.has('app') ? 'app/' : ''
    return {
      files: [clientFile(`${root}telemetry.ts`), { path: `${root}plugins/telemetry.client.ts`, text: VIEWS }, { path: 'server/middleware/telemetry.ts', text: MIDDLEWARE }],
      steps: [],
    }
  },
}
