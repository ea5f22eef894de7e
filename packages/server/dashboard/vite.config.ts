import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

// The server puts the mount path in place of the marker (docs/decisions/dashboard-page.md).
const baseMarker = '__PAREL_BASE__'

// Used by the development server only: the telemetry server that answers the API. `npm start` runs one at this address.
const apiServer = process.env['TELEMETRY_URL'] ?? 'http://127.0.0.1:4310'

/** In development no telemetry server delivers the page, so Vite fills in the placeholders. The page then asks the API who is signed in. */
const fillPlaceholders: Plugin = {
  name: 'fill-placeholders',
  apply: 'serve',
  transformIndexHtml: (html) => html.replaceAll(baseMarker, '').replaceAll('__PAREL_API__', '/api/telemetry').replaceAll('__PAREL_NOSCRIPT__', ''),
}

export default defineConfig({
  root: here('.'),
  plugins: [fillPlaceholders],
  server: { proxy: { '/api/telemetry': { target: apiServer, changeOrigin: true } } },
  // Children as arguments weigh a hundredth less than `children: [...]` in each element; the sources say nothing of either.
  oxc: { jsx: { runtime: 'classic', pragma: 'h', pragmaFrag: 'Fragment' }, jsxInject: "import { h, Fragment } from 'preact'" },
  experimental: {
    renderBuiltUrl: (file, { hostType }) => (hostType === 'html' ? `${baseMarker}/${file}` : { relative: true }),
  },
  build: {
    outDir: here('../dist/dashboard'),
    emptyOutDir: true,
    target: 'es2022',
    // From here on light-dark() is native. Rewritten for older ones it would follow the device and never a choice.
    cssTarget: ['chrome123', 'firefox125', 'safari17.5'],
    // Its inline helper would be the only reason to weaken the content security policy.
    modulePreload: false,
    assetsInlineLimit: 0,
    cssCodeSplit: false,
  },
})
