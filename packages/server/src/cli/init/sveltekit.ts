import { type AppFolder, findFile, findMajor, type Setup, type SetupFile, type SetupStep } from './setup'
import { clientFile, serverFile } from './shared-files'

const LAYOUT = 'src/routes/+layout.svelte'
const IMPORTS = `  import { afterNavigate } from '$app/navigation'
  import { page } from '$app/state'
  import { telemetry } from '../telemetry'
`
const VIEWS = `
  let shown = ''
  afterNavigate(({ to }) => {
    if (!to || to.url.pathname === shown) return
    shown = to.url.pathname
    // Not to.route: of the first page SvelteKit 2.70 leaves it empty. Groups such as (shop) are no part of the address.
    telemetry.trackPageView(page.route.id ? page.route.id.replace(/\\/\\([^/)]{1,60}\\)/g, '') || '/' : to.url.pathname)
  })
`
const HANDLE = `const ours = /^\\/(api|admin)\\/telemetry(\\/|$)/

`

const REFUSED = `Over plain http, or behind a proxy that changes Host, a built SvelteKit refuses what
pages send (403). The cure: `

/** SvelteKit: a hook that answers our addresses, and a layout that counts views. */
export const sveltekit: Setup = {
  name: 'sveltekit',
  title: 'SvelteKit',
  tellTale: '@sveltejs/kit',
  client: '@parel/telemetry-browser',
  plan(app) {
    const script = app.isTyped ? 'ts' : 'js'
    const hooks = findFile(app, 'src/hooks.server', ['ts', 'js'])
    const files = [clientFile(`src/telemetry.${script}`), serverFile(`src/lib/server/telemetry.${script}`)]
    const steps: SetupStep[] = []
    offer(app, { files, steps }, { path: LAYOUT, text: layoutFile(app) }, { what: 'count views in its <script>', code: countViews(app), done: 'trackPageView' })
    offer(app, { files, steps }, { path: hooks, text: hooksFile(app) }, { what: 'answer our addresses first', code: hooksCode, done: 'telemetry.fetch' })
    return { files, steps, note: REFUSED + (isBefore3(app) ? 'ORIGIN=https://your.address for the server.' : "paths: { origin: 'https://your.address' } beside adapter.") }
  },
}

/** A file that an app often has: ours if it has none, else a step. */
function offer(app: AppFolder, { files, steps }: { files: SetupFile[]; steps: SetupStep[] }, file: SetupFile, step: Omit<SetupStep, 'file'>): void {
  if (app.has(file.path)) steps.push({ file: file.path, ...step })
  else files.push(file)
}

function layoutFile(app: AppFolder): string {
  const [props, page] = isBefore5(app) ? ['', '<slot />'] : ['\n  let { children } = $props()\n', '{@render children()}']
  return `<script>\n${countViews(app, props)}</script>\n\n${page}\n`
}

/** Before Svelte 5 the page is a store. */
function countViews(app: AppFolder, props = ''): string {
  const code = `${IMPORTS}${props}${VIEWS}`
  return isBefore5(app) ? code.replace('$app/state', () => '$app/stores').replaceAll('page.route', () => '$page.route') : code
}

function isBefore5(app: AppFolder): boolean {
  return (findMajor(app, 'svelte') ?? 5) < 5
}

const hooksCode = `import { telemetry } from './lib/server/telemetry'

${HANDLE}// first in handle():
if (ours.test(event.url.pathname)) {
  return telemetry.fetch(event.request, { remoteAddress: event.getClientAddress() })
}`

function isBefore3(app: AppFolder): boolean {
  return (findMajor(app, '@sveltejs/kit') ?? 3) < 3
}

function hooksFile(app: AppFolder): string {
  const typeFrom = isBefore3(app) ? "'@sveltejs/kit'" : "'@sveltejs/kit/hooks' // of SvelteKit 2: '@sveltejs/kit'"
  const [type, handle] = app.isTyped ? [`import type { Handle } from ${typeFrom}\n`, 'handle: Handle'] : ['', 'handle']
  return `${type}import { telemetry } from './lib/server/telemetry'

${HANDLE}export const ${handle} = ({ event, resolve }) =>
  ours.test(event.url.pathname) ? telemetry.fetch(event.request, { remoteAddress: event.getClientAddress() }) : resolve(event)
`
}
