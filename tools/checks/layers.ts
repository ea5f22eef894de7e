import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describeImport, type Import, listSources, readImports } from './imports.ts'

// The walls of docs/architecture.md. A room is the longest prefix that a file's path begins with.

interface Room {
  readonly prefix: string
  /** Beginnings of the targets it may import, besides its own folder. A trailing `/` means: anything below. */
  readonly may: readonly string[]
  /** What it may not import of those: too large for a page. */
  readonly not?: readonly string[]
  /** Targets of which only types may be imported. */
  readonly types?: readonly string[]
}

const CORE = '@parel/telemetry-core'
const REVIEW = `${CORE}/review`
const BROWSER = '@parel/telemetry-browser'
const REACT = '@parel/telemetry-react'
const SERVER = '@parel/telemetry-server'
const server = (path: string) => `packages/server/src/${path}`

const ENTRANCE = [CORE, server('cleaning/'), 'hono', 'valibot', 'isbot', 'rate-limiter-flexible', server('routes/'), server('http/'), server('reports/'), server('rows/'), server('store/store')]
/** Words, settings and parts that know neither an engine nor a runtime. */
const SHARED_SERVER = ['options', 'logger', 'privacy/', 'jobs/'].map(server)

/** How options are refused is one for the whole package: what a host gives a store is looked at as what it gives a server. */
const STORE_OPTIONS = server('config/check-store-options')

export const ROOMS: readonly Room[] = [
  { prefix: 'packages/core/src/', may: ['nanoid'] },
  { prefix: 'packages/browser/src/', may: [CORE], not: [REVIEW] },
  { prefix: 'packages/browser/src/web-vitals', may: [CORE, 'packages/browser/src/', 'web-vitals'], not: [REVIEW] },
  { prefix: 'packages/react/src/', may: [BROWSER, 'react', 'react-dom'], types: [CORE] },
  // Hands on the words that describe events, so that an app needs one import.
  { prefix: 'packages/react/src/index', may: [BROWSER, CORE, 'packages/react/src/'], not: [REVIEW] },
  { prefix: 'packages/react/src/track-react-router', may: [BROWSER, 'react', 'react-router', 'packages/react/src/'] },
  ...['next', 'next-pages', 'react-router', 'tanstack-router', 'tanstack-query'].map((name) => ({
    prefix: `packages/react/src/${name}`,
    may: [BROWSER, 'react', 'packages/react/src/', name.startsWith('next') ? 'next' : name.startsWith('react') ? 'react-router' : `@${name.replace('-', '/react-')}`],
  })),
  { prefix: server('cleaning/'), may: [CORE, server('options')] },
  { prefix: server('routes/'), may: [...ENTRANCE, ...SHARED_SERVER] },
  { prefix: server('http/'), may: [...ENTRANCE, ...SHARED_SERVER] },
  { prefix: server('reports/'), may: [CORE, server('rows/'), server('store/store')] },
  // What is done with the rows of days before they are shown: by a report, or by a store that need not hand them all over.
  { prefix: server('rows/'), may: [CORE, server('store/store')] },
  { prefix: server('store/'), may: [CORE, 'node:', server('rows/'), STORE_OPTIONS] },
  { prefix: server('store/sqlite/'), may: [CORE, 'node:', server('store/store'), server('store/shared/'), server('rows/'), STORE_OPTIONS] },
  { prefix: server('forwarders/'), may: [CORE, 'node:', server('store/store'), '@axiomhq/js', '@opentelemetry/api'] },
  { prefix: 'packages/server/dashboard/src/', may: ['preact', 'd3-array', 'd3-shape'], types: [CORE] },
  { prefix: 'packages/testing/src/', may: [CORE, 'node:', 'vitest', 'typescript', 'esbuild', 'fast-check'] },
]

const PUBLISHED = [CORE, BROWSER, REACT, SERVER]
const PUBLISHED_SOURCES = /^packages\/(core|browser|react|server)\/(src|dashboard)\//

/** Every import that goes through a wall, as a sentence. */
export function findLayerViolations(root: string): readonly string[] {
  const folders = ['packages', 'examples'].filter((folder) => existsSync(join(root, folder)))
  const imports = folders.flatMap((folder) => listSources(root, folder)).flatMap((file) => readImports(root, file))
  return imports.filter((found) => !isAllowed(found)).map(describeImport)
}

function isAllowed(found: Import): boolean {
  return staysInPackage(found) && isInRoom(found)
}

/** A relative path never leaves its package, and the packages that are published never need the ones that are not. */
function staysInPackage(found: Import): boolean {
  const { file, specifier, target } = found
  const [folder, name] = file.split('/')
  if (specifier.startsWith('.')) return target.startsWith(`${folder}/${name}/`) || isSharedPart(found)
  if (PUBLISHED_SOURCES.test(file) || folder === 'examples') return !specifier.startsWith('@parel/') || PUBLISHED.some((known) => begins(specifier, known))
  return true
}

/** Tests may compare types with another package's; benchmarks and browser tests start the browser that the house finds; packages are built with its tools. */
function isSharedPart({ file, target, typeOnly }: Import): boolean {
  return (
    (typeOnly && file.includes('/test/')) ||
    (file.startsWith('packages/bench/') && target === 'packages/e2e/src/chromium.ts') ||
    (file === 'packages/e2e/src/chromium.ts' && target === 'tools/browser.mjs') ||
    (file.endsWith('/tsup.config.ts') && target.startsWith('tools/'))
  )
}

function isInRoom({ file, target, typeOnly }: Import): boolean {
  const room = ROOMS.filter(({ prefix }) => file.startsWith(prefix)).sort((a, b) => b.prefix.length - a.prefix.length)[0]
  if (!room || target.startsWith(room.prefix) || (typeOnly && room.types?.some((known) => begins(target, known)))) return true
  return !room.not?.some((known) => begins(target, known)) && room.may.some((known) => begins(target, known))
}

/** `@parel/x` and `@parel/x/sub` begin with `@parel/x`; `@parel/x-y` does not. */
function begins(target: string, known: string): boolean {
  return /[/:]$/.test(known) ? target.startsWith(known) : target === known || target.startsWith(`${known}/`) || target === `${known}.ts`
}
