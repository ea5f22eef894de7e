import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createMemoryTelemetry } from '@parel/telemetry-react/testing'
import { afterEach, expect, it, vi } from 'vitest'
import { createApp, type App } from 'vue'
import { createMemoryHistory, createRouter, type Router } from 'vue-router'
import { readRecipe } from '../../src/react/read-recipe.ts'
import { createTemporaryFolder } from '../../src/temporary-folder.ts'

interface Recipe {
  trackRouter(router: Router): void
  reportErrors(app: App): void
}

/** The code of the recipe, over a client in memory. */
async function loadRecipe() {
  const telemetry = createMemoryTelemetry()
  Object.assign(globalThis, { recipeTelemetry: telemetry })
  const folder = createTemporaryFolder()
  writeFileSync(join(folder, 'telemetry.ts'), 'export const telemetry = globalThis.recipeTelemetry')
  writeFileSync(join(folder, 'router.ts'), readRecipe('Vue').replace("'./telemetry'", "'./telemetry.ts'"))
  const recipe = (await import(/* @vite-ignore */ pathToFileURL(join(folder, 'router.ts')).href)) as Recipe
  return { recipe, telemetry }
}

afterEach(() => void vi.unstubAllGlobals())

it('counts the pages of Vue Router by pattern, once for each visit, as the recipe says', async () => {
  const { recipe, telemetry } = await loadRecipe()
  const router = createRouter({
    history: createMemoryHistory(),
    routes: ['/', '/users/:name', '/new'].map((path) => ({ path, component: {} })).concat({ path: '/old', redirect: '/new', component: {} } as never),
  })
  recipe.trackRouter(router)
  for (const path of ['/', '/users/ada', '/users/ada?tab=2', '/users/bob#top', '/old']) await router.push(path)
  expect(telemetry.events.map(({ page }) => page)).toEqual(['/', '/users/:name', '/users/:name', '/new'])
})

it('hands what a component of Vue throws to the page, where errors() hears it, as the recipe says', async () => {
  const { recipe } = await loadRecipe()
  const heard = vi.fn<(error: unknown) => void>()
  vi.stubGlobal('reportError', heard)
  const app = createApp({})
  recipe.reportErrors(app)
  const error = new TypeError('thrown')
  app.config.errorHandler?.(error, null, 'native event handler')
  expect(heard.mock.calls).toEqual([[error]])
})
