import { hash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { StaticFile, StaticFiles } from './http/static-files'

const contentTypes = new Map([
  ['js', 'text/javascript; charset=utf-8'],
  ['css', 'text/css; charset=utf-8'],
  ['svg', 'image/svg+xml'],
  ['png', 'image/png'],
  ['woff2', 'font/woff2'],
  ['json', 'application/json'],
])

/**
 * Reads the built dashboard and the script tag's script from disk, once.
 *
 * @param directory - Where the dashboard was built to. Default: beside this package's built code.
 */
export function createNodeStaticFiles(directory?: string): StaticFiles {
  const page = once(() => readPage(directory === undefined ? builtDirectories() : [directory]))
  return {
    page: async () => (await page())?.html ?? null,
    asset: async (name) => (await page())?.assets.get(name) ?? null,
    script: once(readScript),
  }
}

interface BuiltDashboard {
  readonly html: string
  readonly assets: ReadonlyMap<string, StaticFile>
}

function builtDirectories(): readonly string[] {
  // Beside the bundle when published; one level up when the sources run.
  return [fileURLToPath(new URL('./dashboard', import.meta.url)), fileURLToPath(new URL('../dist/dashboard', import.meta.url))]
}

async function readPage(directories: readonly string[]): Promise<BuiltDashboard | null> {
  for (const directory of directories) {
    const html = await readFile(`${directory}/index.html`, 'utf8').catch(() => null)
    if (html === null) continue
    const names = await readdir(`${directory}/assets`).catch(() => [])
    const assets = await Promise.all(names.map(async (name) => [name, await readStaticFile(`${directory}/assets/${name}`)] as const))
    return { html, assets: new Map(assets) }
  }
  return null
}

async function readStaticFile(path: string): Promise<StaticFile> {
  const body = await readFile(path)
  const contentType = contentTypes.get(path.slice(path.lastIndexOf('.') + 1)) ?? 'application/octet-stream'
  return { body, contentType, etag: `"${hash('sha256', body, 'base64url').slice(0, 22)}"` }
}

const installedScript = () => createRequire(import.meta.url).resolve('@parel/telemetry-browser/package.json').replace(/package\.json$/, 'dist/parel.global.js')
// The build puts a copy beside the bundle, for servers without the browser package. What traces the files of a server does not look into a bare expression.
function ownScript(): string {
  return fileURLToPath(new URL('./parel.global.js', import.meta.url))
}

async function readScript(): Promise<StaticFile | null> {
  for (const find of [installedScript, ownScript]) {
    try {
      return await readStaticFile(find())
    } catch {
      // Not there: the next one, or 404.
    }
  }
  return null
}

// What was not there may be built later; what was there is kept.
function once<T>(read: () => Promise<T | null>): () => Promise<T | null> {
  let kept: T | null = null
  return async () => (kept ??= await read())
}
