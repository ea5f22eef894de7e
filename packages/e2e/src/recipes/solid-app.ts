import { NAVIGATION, THROWN, type RecipeApp } from './recipe-app.ts'

const APP = `import './telemetry'
import { Navigate, Route, Router, useParams } from '@solidjs/router'
import { render } from 'solid-js/web'

const fail = () => { throw new Error('${THROWN}') }
const User = () => <><h1>User {useParams().name}</h1><button id="throw" onClick={fail}>Throw</button></>
const Frame = (props) => <><nav>${NAVIGATION}</nav>{props.children}</>
render(
  () => (
    <Router root={Frame}>
      <Route path="/" component={() => <h1>Home</h1>} />
      <Route path="/users/:name" component={User} />
      <Route path="/new" component={() => <h1>New</h1>} />
      <Route path="/old" component={() => <Navigate href="/new" />} />
    </Router>
  ),
  document.body,
)
`

/** Solid with its router, whose component redirects: the client observes addresses only. */
export const solidApp: RecipeApp = {
  name: 'Solid, Preact and others',
  packages: ['solid-js@1.9.20', '@solidjs/router@1.0.0', 'vite@8.3.8', 'vite-plugin-solid@2.11.14'],
  telemetryFile: 'src/telemetry.ts',
  recipeFile: 'src/telemetry.ts',
  files: {
    'vite.config.js': "import solid from 'vite-plugin-solid'\nexport default { plugins: [solid()] }\n",
    'index.html': '<!doctype html><html lang="en"><body><script type="module" src="/src/app.jsx"></script></body></html>',
    'src/app.jsx': APP,
  },
  build: [['node_modules/vite/bin/vite.js', 'build']],
  folder: 'dist',
}
