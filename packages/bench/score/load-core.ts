import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** Imports core from its sources, so that a score needs no build. */
export async function loadCore(): Promise<typeof import('@parel/telemetry-core')> {
  const entry = fileURLToPath(new URL('../../core/src/index.ts', import.meta.url))
  const bundle = await build({ entryPoints: [entry], bundle: true, format: 'esm', platform: 'browser', write: false })
  const text = bundle.outputFiles[0]?.text ?? ''
  return (await import(`data:text/javascript,${encodeURIComponent(text)}`)) as typeof import('@parel/telemetry-core')
}
