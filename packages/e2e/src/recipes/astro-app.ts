import { NAVIGATION, THROWN, type RecipeApp } from './recipe-app.ts'

const page = (path: string, title: string, before = '') => `---
import Base from '${path}layouts/base.astro'
${before}---
<Base><nav>${NAVIGATION.replace('/old', '/new')}</nav><h1>${title}</h1><button id="throw" onclick="throw new Error('${THROWN}')">Throw</button></Base>
`
const PATHS = "export const getStaticPaths = () => ['@ada', 'bob', 'window'].map((name) => ({ params: { name } }))\nconst { name } = Astro.params\n"

/** Astro 7 with its client router. */
export const astroApp: RecipeApp = {
  name: 'Astro',
  packages: ['astro@7.3.5'],
  telemetryFile: 'src/telemetry.ts',
  recipeFile: 'src/layouts/base.astro',
  files: {
    'src/pages/index.astro': page('../', 'Home'),
    'src/pages/new.astro': page('../', 'New'),
    'src/pages/users/[name].astro': page('../../', 'User {name}', PATHS),
  },
  build: [['node_modules/astro/bin/astro.mjs', 'build']],
  serve: (port) => ['node_modules/astro/bin/astro.mjs', 'preview', '--host', '127.0.0.1', '--port', port],
}
