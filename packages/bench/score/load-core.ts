import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** All that cleans: in the browser, and a second time on the server. */
export type Core = typeof import('@parel/telemetry-core') & typeof import('@parel/telemetry-core/review')

/** Imports core as a page has it from its sources, so that a score needs no build. */
export async function loadCore(): Promise<Core> {
  const contents = "export * from './page'; export * from './review'"
  const resolveDir = fileURLToPath(new URL('../../core/src', import.meta.url))
  const bundle = await build({ stdin: { contents, resolveDir }, bundle: true, format: 'esm', platform: 'browser', write: false })
  const text = bundle.outputFiles[0]?.text ?? ''
  return (await import(`data:text/javascript,${encodeURIComponent(text)}`)) as Core
}
