import { type AppFolder, findFile, type Setup, type SetupStep } from './setup'

const ROUTE = "export { DELETE, GET, OPTIONS, POST } from '@parel/telemetry-server'\n"
const MARKUP = ['tsx', 'jsx', 'js'] as const

/** Next.js: route handlers below `app/`, and a component that counts views for the router in use. */
export const next: Setup = {
  name: 'next',
  title: 'Next.js',
  tellTale: 'next',
  client: '@parel/telemetry-react',
  plan(app) {
    const root = app.has('src/app') || app.has('src/pages') ? 'src/' : ''
    const hasApp = app.list(`${root}app`).some(isOfPages) || !app.has(`${root}pages`)
    const [script, markup] = app.isTyped ? ['ts', 'tsx'] : ['js', 'jsx']
    const tracking = hasApp ? `${root}app/tracking.${markup}` : `${root}components/tracking.${markup}`
    return {
      files: [
        { path: tracking, text: trackingFile(app, hasApp ? 'next' : 'next-pages') },
        { path: `${root}app/api/telemetry/[[...path]]/route.${script}`, text: ROUTE },
        { path: `${root}app/admin/telemetry/[[...path]]/route.${script}`, text: ROUTE },
      ],
      steps: [...(hasApp ? layoutSteps(app, root) : [documentStep(app, root)]), configStep(app)],
    }
  },
}

/** From the first run on our routes are in `app/`, also where all pages are in `pages/`. */
function isOfPages(name: string): boolean {
  return name !== 'api' && name !== 'admin' && !name.startsWith('.')
}

function trackingFile({ isTyped }: AppFolder, entry: 'next' | 'next-pages'): string {
  return `${entry === 'next' ? "'use client'\n\n" : ''}${isTyped ? "import type { ReactNode } from 'react'\n" : ''}import { TelemetryProvider } from '@parel/telemetry-react'
import { TelemetryPageViews } from '@parel/telemetry-react/${entry}'

export function Tracking({ children }${isTyped ? ': { children: ReactNode }' : ''}) {
  return (
    <TelemetryProvider options={{ endpoint: '/api/telemetry' }}>
      <TelemetryPageViews />
      {children}
    </TelemetryProvider>
  )
}
`
}

function layoutSteps(app: AppFolder, root: string): SetupStep[] {
  const found = findRootLayouts(app, `${root}app`)
  return (found.length > 0 ? found : [findFile(app, `${root}app/layout`, MARKUP)]).map((file) => {
    const depth = file.slice(root.length).split('/').length - 2
    const from = `${depth === 0 ? './' : '../'.repeat(depth)}tracking`
    return { file, what: 'put what <body> contains into <Tracking>', code: `import { Tracking } from '${from}'\n\n<body>\n  <Tracking>{children}</Tracking>\n</body>`, done: '<Tracking>' }
  })
}

/** An app may have none in `app/` itself, and instead one for each group or language. */
function findRootLayouts(app: AppFolder, folder: string): readonly string[] {
  const own = MARKUP.map((ending) => `${folder}/layout.${ending}`).find((path) => app.has(path))
  return own === undefined ? [...app.list(folder)].sort().flatMap((name) => findRootLayouts(app, `${folder}/${name}`)) : [own]
}

function documentStep(app: AppFolder, root: string): SetupStep {
  const file = findFile(app, `${root}pages/_app`, MARKUP)
  return { file, what: 'put the page into <Tracking>', code: "import { Tracking } from '../components/tracking'\n\n<Tracking>\n  <Component {...pageProps} />\n</Tracking>", done: '<Tracking>' }
}

function configStep(app: AppFolder): SetupStep {
  const file = findFile(app, 'next.config', ['ts', 'mjs', 'js'])
  return { file, what: 'keep the server package out of the bundle', code: "serverExternalPackages: ['@parel/telemetry-server'],", done: '@parel/telemetry-server' }
}
