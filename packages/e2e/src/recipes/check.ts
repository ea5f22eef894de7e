// Builds an app around each recipe of the guide and visits it: node packages/e2e/src/recipes/check.ts [SvelteKit Nuxt Astro Angular Solid]
// Not part of `npm test`: it downloads five frameworks.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { claimPort } from '../claim-port.ts'
import { installConsumer, type Consumer } from '../react/pack-consumer.ts'
import { readRecipe } from '../react/read-recipe.ts'
import { launchVisitorBrowser } from '../react/visitor.ts'
import { startServerProcess } from '../server-process.ts'
import { angularApp } from './angular-app.ts'
import { astroApp } from './astro-app.ts'
import { nuxtApp } from './nuxt-app.ts'
import type { RecipeApp } from './recipe-app.ts'
import { serveFolder } from './serve-folder.ts'
import { solidApp } from './solid-app.ts'
import { sveltekitApp } from './sveltekit-app.ts'
import { EXPECTED_VIEWS, visitApp } from './visit-app.ts'

const asked = process.argv.slice(2)
const browser = await launchVisitorBrowser()
for (const app of [sveltekitApp, nuxtApp, astroApp, angularApp, solidApp]) {
  if (asked.length > 0 && !asked.some((name) => app.name.startsWith(name))) continue
  const consumer = installConsumer(mkdtempSync(join(tmpdir(), 'parel-recipe-')), app.packages)
  writeApp(consumer, app)
  for (const args of app.build) consumer.run(args)
  const server = await serve(consumer, app)
  const { views, errors, complaints, sent } = await visitApp(browser, server.url)
  await server.stop()
  const isRight = JSON.stringify(sortKeys(views)) === JSON.stringify(sortKeys(EXPECTED_VIEWS)) && errors === 1 && complaints.length === 0 && !/ada|bob/.test(sent)
  if (!isRight) process.exitCode = 1
  console.log(`${app.name}: ${isRight ? 'ok' : `failed\n  views ${JSON.stringify(views)}, ${errors} errors\n  console ${JSON.stringify(complaints)}\n  sent ${sent}`}`)
  rmSync(consumer.folder, { recursive: true, force: true })
}
await browser.close()

function writeApp({ folder }: Consumer, { name, telemetryFile, recipeFile, files }: RecipeApp): void {
  const recipe = readRecipe(name)
  if (!recipe.includes(recipeFile)) throw new Error(`The recipe of ${name} does not say that it is ${recipeFile}.`)
  for (const [path, text] of Object.entries({ ...files, [telemetryFile]: readRecipe(), [recipeFile]: recipe })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    // Nothing is recorded on this machine's own address unless asked.
    writeFileSync(join(folder, path), text.replace('createTelemetry({', 'createTelemetry({ enabled: true,'))
  }
}

async function serve({ folder }: Consumer, app: RecipeApp): Promise<{ readonly url: string; stop(): Promise<void> }> {
  if (app.folder !== undefined) return serveFolder(join(folder, app.folder))
  const port = String(await claimPort())
  const env = { HOST: '127.0.0.1', PORT: port, NODE_ENV: 'production' }
  return startServerProcess(process.execPath, app.serve?.(port) ?? [], { cwd: folder, env })
}

function sortKeys(record: Readonly<Record<string, number>>): [string, number][] {
  return Object.entries(record).toSorted(([one], [other]) => one.localeCompare(other))
}
