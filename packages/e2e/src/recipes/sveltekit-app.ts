import { NAVIGATION, THROWN, type RecipeApp } from './recipe-app.ts'

const VITE = `import adapter from '@sveltejs/adapter-node'
import { sveltekit } from '@sveltejs/kit/vite'
import { defineConfig } from 'vite'
export default defineConfig({ plugins: [sveltekit({ adapter: adapter() })] })
`

/** SvelteKit 3, with a group, a matcher and a redirect. */
export const sveltekitApp: RecipeApp = {
  name: 'SvelteKit',
  packages: ['@sveltejs/kit@3.2.0', '@sveltejs/adapter-node@6.0.1', '@sveltejs/vite-plugin-svelte@7.3.1', 'svelte@5.57.3', 'vite@8.3.8'],
  telemetryFile: 'src/telemetry.ts',
  recipeFile: 'src/routes/+layout.svelte',
  files: {
    'vite.config.js': VITE,
    'src/app.html': `<!doctype html><html lang="en"><head>%sveltekit.head%</head><body><nav>${NAVIGATION}</nav><div>%sveltekit.body%</div></body></html>`,
    'src/routes/+page.svelte': '<h1>Home</h1>',
    'src/routes/users/[name]/+page.svelte': `<script>\nimport { page } from '$app/state'\nconst fail = () => { throw new Error('${THROWN}') }\n</script>\n<h1>User {page.params.name}</h1><button id="throw" onclick={fail}>Throw</button>`,
    'src/routes/(shop)/new/+page.svelte': '<h1>New</h1>',
    'src/routes/old/+page.ts': "import { redirect } from '@sveltejs/kit'\nexport const load = () => redirect(307, '/new')\n",
  },
  build: [['node_modules/vite/bin/vite.js', 'build']],
  serve: (port) => ['node_modules/vite/bin/vite.js', 'preview', '--host', '127.0.0.1', '--port', port],
}
