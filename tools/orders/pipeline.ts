import { globSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { ENTRIES, PARTS } from '../../packages/react/entries.ts'
import { build, type BuildOptions, type Plugin } from 'esbuild'
import { shrinkModules } from '../shrink-modules.ts'

/** Sources of the client, and the short names of its internal properties, by absolute path. */
export type Texts = ReadonlyMap<string, string>
type Files = ReadonlyMap<string, string>
type Room = 'core' | 'browser' | 'react'

const ROOMS: readonly Room[] = ['core', 'browser', 'react']
const ENTRIES_OF: Record<Room, readonly string[]> = { core: ['src/page.ts'], browser: ['src/index.ts', 'src/web-vitals.ts', 'src/check-options.ts'], react: Object.values({ ...PARTS, ...ENTRIES }) }
const PAGE = { bundle: true, format: 'esm', target: 'es2022', platform: 'browser', write: false, logLevel: 'error' } satisfies BuildOptions
/** What an app has anyway. */
const EXTERNAL = ['react', 'react/jsx-runtime', 'next/*', 'react-router', 'web-vitals', '@tanstack/*']

export function readTexts(): Map<string, string> {
  return new Map(globSync('packages/{core,browser,react}/{src/**/*.{ts,tsx},short-names.json}').map((path) => [resolve(path), readFileSync(path, 'utf8')]))
}

/** What the bundler of an app makes of the built packages. */
export async function bundleForApp(code: string, texts: Texts, define: Record<string, string> = {}): Promise<string> {
  const built = new Map<string, string>()
  for (const room of ROOMS) for (const [path, text] of await buildOnce(room, texts)) built.set(`${room}/${path}`, text)
  const result = await build({ ...PAGE, stdin: { contents: code }, plugins: [fromBuilt(built)], define, minify: true, external: EXTERNAL })
  return result.outputFiles[0]?.text ?? ''
}

/** What it makes of the sources of core. */
export async function bundleSources(names: string, texts: Texts): Promise<string> {
  const contents = `export { ${names} } from ${JSON.stringify(resolve('packages/core/src/index.ts'))}`
  const result = await build({ ...PAGE, stdin: { contents, resolveDir: 'packages/core' }, plugins: [fromTexts(texts)], minify: true })
  return result.outputFiles[0]?.text ?? ''
}

/** The sources of which an app gets something. */
export async function findUsed(code: string): Promise<readonly string[]> {
  const alias = { '@parel/telemetry-core': resolve('packages/core/src/page.ts'), '@parel/telemetry-browser': resolve('packages/browser/src/index.ts'), '@parel/telemetry-react': resolve('packages/react/src') }
  const { metafile } = await build({ ...PAGE, stdin: { contents: code, resolveDir: '.' }, alias, define: { IS_SCRIPT_TAG: 'false' }, external: EXTERNAL, metafile: true })
  return Object.values(metafile.outputs).flatMap(({ inputs }) => Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [resolve(path)] : [])))
}

const fromTexts = (texts: Texts): Plugin => ({
  name: 'from-texts',
  setup({ onLoad }) {
    onLoad({ filter: /\/src\/.*\.tsx?$/ }, ({ path }) => ({ contents: texts.get(path) ?? '', loader: path.endsWith('x') ? 'tsx' : 'ts' }))
  },
})

const fromBuilt = (built: Files): Plugin => ({
  name: 'from-built',
  setup({ onResolve, onLoad }) {
    const find = (path: string) => ({ path, namespace: 'built', sideEffects: false })
    onResolve({ filter: /^@parel\/telemetry-/ }, ({ path }) => {
      const [room = '', entry = room === 'core' ? 'page' : 'index'] = path.slice('@parel/telemetry-'.length).split('/')
      return find(`${room}/${entry}.js`)
    })
    onResolve({ filter: /^\./, namespace: 'built' }, ({ path, importer }) => find(`${dirname(importer)}/${path.slice(2)}`))
    onLoad({ filter: /./, namespace: 'built' }, ({ path }) => ({ contents: built.get(path) ?? '', loader: 'js' }))
  },
})

const cache = new Map<string, Promise<Files>>()

function buildOnce(room: Room, texts: Texts): Promise<Files> {
  const key = [...texts].flatMap(([path, text]) => (path.includes(`/packages/${room}/`) ? [text] : [])).join('\0')
  const files = cache.get(key) ?? buildRoom(room, texts)
  if (cache.size > 20) cache.clear()
  cache.set(key, files)
  return files
}

/** The names that esbuild is to use; it chooses those that are missing. */
function readShortNames(room: Room, texts: Texts): Record<string, string> {
  return JSON.parse(texts.get(resolve(`packages/${room}/short-names.json`)) ?? '{}') as Record<string, string>
}

/** Does what tsup does for a package, in memory. Change it together with `tsup.config.ts` of the package: a test compares the two. */
async function buildRoom(room: Room, texts: Texts): Promise<Files> {
  const { outputFiles } = await build({
    ...PAGE,
    entryPoints: ENTRIES_OF[room].map((path) => `packages/${room}/${path}`),
    outdir: 'built',
    splitting: true,
    minifySyntax: true,
    ...(room !== 'core' && { mangleProps: /[a-zA-Z]_$/, mangleCache: readShortNames(room, texts) }),
    define: { IS_SCRIPT_TAG: 'false', 'process.env.NODE_ENV': 'process.env.NODE_ENV' },
    plugins: [fromTexts(texts)],
    external: ['@parel/*', ...EXTERNAL],
  })
  const files = new Map<string, string>()
  for (const { path, text } of outputFiles) {
    const written = await shrinkModules.renderChunk(text, { path })
    if (written) files.set(path.slice(resolve('built').length + 1), written.code)
  }
  return files
}
