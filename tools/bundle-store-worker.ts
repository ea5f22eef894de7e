import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** URL of the store's worker, bundled into one file. */
    storeWorker: string
  }
}

const source = (path: string) => fileURLToPath(new URL(`../packages/${path}`, import.meta.url))

/**
 * Runs before the tests of the server and bundles the worker of the store. Its sources are dozens of files, and each of the hundreds of threads that these tests
 * start would read them and strip their types again. Each of them reads the whole bundle, too: so it is small, and without a source map. `use-store-worker.ts` passes the bundle to the threads.
 */
export async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'telemetry-worker-'))
  const outfile = join(folder, 'store-worker.mjs')
  const bundle = () =>
    build({
      entryPoints: [source('server/src/store/sqlite/store-worker.ts')],
      alias: { '@parel/telemetry-core': source('core/src/index.ts') },
      bundle: true, platform: 'node', format: 'esm', target: 'node22', minify: true, outfile,
    })
  await bundle()
  project.onTestsRerun(async () => void (await bundle()))
  project.provide('storeWorker', pathToFileURL(outfile).href)
  return () => rmSync(folder, { recursive: true, force: true })
}
