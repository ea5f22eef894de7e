import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createMemoryTelemetry } from '@parel/telemetry-react/testing'
import { expect, it } from 'vitest'
import { createMemoryHistory, createRouter, type Router } from 'vue-router'
import { readRecipe } from '../../src/react/read-recipe.ts'
import { createTemporaryFolder } from '../../src/temporary-folder.ts'

it('counts the pages of Vue Router by pattern, once for each visit, as the recipe says', async () => {
  const telemetry = createMemoryTelemetry()
  Object.assign(globalThis, { recipeTelemetry: telemetry })
  const folder = createTemporaryFolder()
  writeFileSync(join(folder, 'telemetry.ts'), 'export const telemetry = globalThis.recipeTelemetry')
  writeFileSync(join(folder, 'router.ts'), readRecipe('Vue').replace("'./telemetry'", "'./telemetry.ts'"))
  const recipe = (await import(/* @vite-ignore */ pathToFileURL(join(folder, 'router.ts')).href)) as { trackRouter(router: Router): void }
  const router = createRouter({
    history: createMemoryHistory(),
    routes: ['/', '/users/:name', '/new'].map((path) => ({ path, component: {} })).concat({ path: '/old', redirect: '/new', component: {} } as never),
  })
  recipe.trackRouter(router)
  for (const path of ['/', '/users/ada', '/users/ada?tab=2', '/users/bob#top', '/old']) await router.push(path)
  expect(telemetry.events.map(({ page }) => page)).toEqual(['/', '/users/:name', '/users/:name', '/new'])
})
