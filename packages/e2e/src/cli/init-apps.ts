import { readRecipe } from '../react/read-recipe.ts'
import { astroApp } from '../recipes/astro-app.ts'
import { nuxtApp } from '../recipes/nuxt-app.ts'
import { sveltekitApp } from '../recipes/sveltekit-app.ts'

/** An app with two pages, `/` and `/users/:name`, in which everything is done that `init` leaves to its developer. */
export interface InitApp {
  /** As `init` calls its framework. */
  readonly framework: string
  readonly name: string
  readonly packages: readonly string[]
  /** By path. */
  readonly files: Readonly<Record<string, string>>
  readonly build: readonly (readonly string[])[]
  readonly serve: (port: string) => readonly string[]
  readonly mode?: 'development'
}

const REACT = ['react@19.3.1', 'react-dom@19.3.1', 'typescript@6.0.3', '@types/react@19.3.0', '@types/node@24.10.1']
const TYPED = { 'tsconfig.json': '{"compilerOptions":{"jsx":"react-jsx","module":"esnext","moduleResolution":"bundler","strict":true,"skipLibCheck":true,"target":"es2022"}}' }
const nextConfig = "export default { serverExternalPackages: ['@parel/telemetry-server'] }\n"
const nextPage = (title: string) => `import Link from 'next/link'\nexport default function Page() {\n  return <><h1>${title}</h1><Link href="/users/@ada">Ada</Link></>\n}\n`
const next = (port: string) => ['node_modules/next/dist/bin/next', 'start', '--hostname', '127.0.0.1', '--port', port]

const routerPage = (title: string) => `import { Link } from 'react-router'\nexport default () => <><h1>${title}</h1><Link to="/users/@ada">Ada</Link></>\n`
const startPage = (path: string, title: string) =>
  `import { createFileRoute, Link } from '@tanstack/react-router'\nexport const Route = createFileRoute('${path}')({ component: () => <><h1>${title}</h1><Link to="/users/$name" params={{ name: '@ada' }}>Ada</Link></> })\n`
const startRoot = `import { createRootRoute, HeadContent, Outlet, Scripts } from '@tanstack/react-router'
import { Tracking } from '../tracking'
export const Route = createRootRoute({
  component: () => <html lang="en"><head><HeadContent /></head><body><Tracking><Outlet /></Tracking><Scripts /></body></html>,
})
`

/** By default SvelteKit takes its own address for https. */
const overHttp = (config = '') => config.replace('adapter: adapter()', "adapter: adapter(), csrf: { trustedOrigins: ['*'] }")

/** One app for each framework whose files `init` writes. */
export const INIT_APPS: readonly InitApp[] = [
  {
    framework: 'next',
    name: 'Next.js, App Router',
    packages: ['next@16.4.6', ...REACT],
    files: {
      ...TYPED,
      'next.config.ts': nextConfig,
      'app/layout.tsx': "import type { ReactNode } from 'react'\nimport { Tracking } from './tracking'\nexport default function Layout({ children }: { children: ReactNode }) {\n  return <html lang=\"en\"><body><Tracking>{children}</Tracking></body></html>\n}\n",
      'app/page.tsx': nextPage('Home'),
      'app/users/[name]/page.tsx': nextPage('User @ada'),
    },
    build: [['node_modules/next/dist/bin/next', 'build']],
    serve: next,
  },
  {
    framework: 'next',
    name: 'Next.js, Pages Router, JavaScript',
    packages: ['next@16.4.6', ...REACT],
    files: {
      'next.config.mjs': nextConfig,
      'pages/_app.jsx': "import { Tracking } from '../components/tracking'\nexport default function App({ Component, pageProps }) {\n  return <Tracking><Component {...pageProps} /></Tracking>\n}\n",
      'pages/index.jsx': nextPage('Home'),
      'pages/users/[name].jsx': nextPage('User @ada'),
    },
    build: [['node_modules/next/dist/bin/next', 'build']],
    serve: next,
  },
  {
    framework: 'react-router',
    name: 'React Router',
    packages: [...REACT.filter((name) => !name.startsWith('typescript')), 'typescript@5.9.3', 'react-router@7.18.4', '@react-router/dev@7.18.4', '@react-router/node@7.18.4', '@react-router/serve@7.18.4', 'isbot@5.2.3', 'vite@7.3.8'],
    files: {
      ...TYPED,
      'vite.config.ts': "import { reactRouter } from '@react-router/dev/vite'\nexport default { plugins: [reactRouter()] }\n",
      'app/root.tsx': "import { Outlet, Scripts } from 'react-router'\nimport { Tracking } from './tracking'\nexport default () => <html lang=\"en\"><body><Tracking><Outlet /></Tracking><Scripts /></body></html>\n",
      'app/routes.ts': "import { index, route } from '@react-router/dev/routes'\nexport default [index('routes/home.tsx'), route('users/:name', 'routes/user.tsx'), route('api/telemetry/*', 'routes/telemetry.ts', { id: 'telemetry' }), route('admin/telemetry/*', 'routes/telemetry.ts', { id: 'telemetry-dashboard' })]\n",
      'app/routes/home.tsx': routerPage('Home'),
      'app/routes/user.tsx': routerPage('User @ada'),
    },
    build: [['node_modules/@react-router/dev/bin.js', 'build']],
    serve: () => ['node_modules/@react-router/serve/bin.js', 'build/server/index.js'],
  },
  {
    framework: 'tanstack-start',
    name: 'TanStack Start',
    packages: [...REACT, '@tanstack/react-start@1.169.5', '@tanstack/react-router@1', '@vitejs/plugin-react@5', 'vite@7.3.8'],
    files: {
      ...TYPED,
      'vite.config.ts': "import { tanstackStart } from '@tanstack/react-start/plugin/vite'\nimport react from '@vitejs/plugin-react'\nexport default { plugins: [tanstackStart(), react()] }\n",
      'src/router.tsx': "import { createRouter } from '@tanstack/react-router'\nimport { routeTree } from './routeTree.gen'\nexport const getRouter = () => createRouter({ routeTree })\n",
      'src/routes/__root.tsx': startRoot,
      'src/routes/index.tsx': startPage('/', 'Home'),
      'src/routes/users.$name.tsx': startPage('/users/$name', 'User @ada'),
    },
    build: [],
    serve: (port) => ['node_modules/vite/bin/vite.js', 'dev', '--host', '127.0.0.1', '--port', port],
    mode: 'development',
  },
  { framework: 'sveltekit', name: 'SvelteKit', packages: sveltekitApp.packages, files: { ...TYPED, ...sveltekitApp.files, 'vite.config.js': overHttp(sveltekitApp.files['vite.config.js']) }, build: sveltekitApp.build, serve: () => ['build'] },
  {
    framework: 'sveltekit',
    name: 'SvelteKit 2',
    packages: ['@sveltejs/kit@2.70.4', '@sveltejs/adapter-node@5.5.7', ...sveltekitApp.packages.slice(2)],
    files: { 'tsconfig.json': '{"extends":"./.svelte-kit/tsconfig.json"}', ...sveltekitApp.files, 'vite.config.js': overHttp(sveltekitApp.files['vite.config.js']) },
    build: sveltekitApp.build,
    serve: () => ['build'],
  },
  { framework: 'nuxt', name: 'Nuxt', packages: nuxtApp.packages, files: nuxtApp.files, build: nuxtApp.build, serve: () => ['.output/server/index.mjs'] },
  {
    framework: 'astro',
    name: 'Astro',
    packages: [...astroApp.packages, '@astrojs/node@11'],
    files: { ...TYPED, ...astroApp.files, 'src/layouts/base.astro': readRecipe('Astro'), 'astro.config.mjs': "import node from '@astrojs/node'\nexport default { adapter: node({ mode: 'standalone' }) }\n" },
    build: astroApp.build,
    serve: () => ['dist/server/entry.mjs'],
  },
]
