import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describeImport, type Import, listSources, readImports } from './imports.ts'

// The walls of docs/architecture.md. A room is the longest prefix that a file's path begins with.

interface Room {
  readonly prefix: string
  /** Beginnings of the targets it may import, besides its own folder. A trailing `/` means: anything below. */
  readonly may: readonly string[]
  /** What it may not import of those, nor of its own folder. */
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

/** The interface that every engine keeps to; an engine itself is known to whoever opens a store. */
const STORE = server('store/store')
const FAILURES = ['config-error', 'failure-logger', 'logger'].map(server)

/** How options are refused is one for the whole package: what a host gives a store is looked at as what it gives a server. */
const STORE_OPTIONS = server('config/check-store-options')
const ENGINE = [CORE, STORE, STORE_OPTIONS, server('store/shared/'), server('rows/')]

/** The entrances of routers and data libraries, and what each knows besides the hooks. */
const REACT_BINDINGS = { next: ['next', 'react'], 'next-pages': ['next'], 'react-router': ['react', 'react-router'], 'tanstack-router': ['react'], 'tanstack-query': [] }

const ROOMS: readonly Room[] = [
  { prefix: 'packages/core/src/', may: ['nanoid'] },
  { prefix: 'packages/browser/src/', may: [CORE], not: [REVIEW] },
  { prefix: 'packages/browser/src/web-vitals', may: ['packages/browser/src/', 'web-vitals'] },
  { prefix: 'packages/react/src/', may: [BROWSER, 'react'], types: [CORE] },
  // Hands on the words that describe events, so that an app needs one import.
  { prefix: 'packages/react/src/index', may: [BROWSER, CORE, 'packages/react/src/'], not: [REVIEW] },
  { prefix: 'packages/react/src/track-react-router', may: [BROWSER, 'react-router', 'packages/react/src/'] },
  ...Object.entries(REACT_BINDINGS).map(([name, known]) => ({ prefix: `packages/react/src/${name}`, may: ['packages/react/src/', ...known] })),
  // The parts of a server are put together at its top; the commands stand above it.
  { prefix: server(''), may: [CORE, 'node:', 'valibot', 'packages/server/package.json'], not: [server('cli')] },
  { prefix: server('cli'), may: [CORE, 'node:', 'cac', 'valibot', server('')] },
  { prefix: server('adapters/'), may: ['node:', server('app'), server('http/'), server('options')] },
  { prefix: server('background/'), may: [CORE, STORE, ...FAILURES, server('config/'), server('forwarders/'), server('jobs/'), server('recorded-rules'), server('share-store')] },
  { prefix: server('cleaning/'), may: [CORE, server('options')] },
  { prefix: server('config/'), may: ['node:', server('config-error'), server('http/limits'), server('options'), server('store/')] },
  { prefix: server('forwarders/'), may: [CORE, 'node:', STORE, '@axiomhq/js', '@opentelemetry/api', 'valibot'] },
  { prefix: server('http/'), may: [CORE, STORE, 'isbot', 'rate-limiter-flexible', 'valibot', server('cleaning/'), server('logger')] },
  { prefix: server('jobs/'), may: ['node:', 'croner', STORE, server('logger'), server('options'), server('recorded-rules')] },
  { prefix: server('privacy/'), may: [CORE, 'node:', server('cleaning/'), server('http/measure-json'), server('store/shared/'), server('store/sqlite/')] },
  { prefix: server('reports/'), may: [CORE, STORE, server('rows/')] },
  { prefix: server('routes/'), may: [CORE, STORE, 'valibot', server('http/'), server('options'), server('reports/'), server('rows/')] },
  // What is done with the rows of days before they are shown: by a report, or by a store that need not hand them all over.
  { prefix: server('rows/'), may: [CORE, STORE] },
  { prefix: server('store/'), may: [CORE], not: ['memory', 'shared', 'sqlite'].map((name) => server(`store/${name}`)) },
  { prefix: server('store/memory'), may: ENGINE },
  { prefix: server('store/shared/'), may: [CORE, STORE] },
  { prefix: server('store/sqlite/'), may: [...ENGINE, 'node:'] },
  { prefix: 'packages/server/dashboard/src/', may: ['preact', 'd3-array', 'd3-shape'], types: [CORE] },
  { prefix: 'packages/testing/src/', may: [CORE, 'node:', 'vitest', 'esbuild'] },
]

const PUBLISHED = [CORE, BROWSER, REACT, SERVER]
const PUBLISHED_SOURCES = /^packages\/(core|browser|react|server)\/(src|dashboard)\//

/** Every import that goes through a wall, as a sentence. */
export function findLayerViolations(root: string): readonly string[] {
  return readAllImports(root).filter((found) => !isAllowed(found)).map(describeImport)
}

/** Every door in a wall that nobody goes through, as a sentence: it would let in what nobody has thought about. */
export function findUnusedDoors(root: string): readonly string[] {
  const imports = readAllImports(root)
  return ROOMS.flatMap((room) => {
    const targets = imports.filter(({ file }) => roomOf(file) === room).map(({ target }) => target)
    const unused = [...room.may, ...(room.types ?? [])].filter((known) => !targets.some((target) => begins(target, known)))
    return unused.map((known) => `${room.prefix} may import ${known}, and does not.`)
  })
}

function readAllImports(root: string): readonly Import[] {
  const folders = ['packages', 'examples'].filter((folder) => existsSync(join(root, folder)))
  return folders.flatMap((folder) => listSources(root, folder)).flatMap((file) => readImports(root, file))
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
  const room = roomOf(file)
  if (!room) return true
  if (room.not?.some((known) => begins(target, known))) return false
  const known = typeOnly ? [...room.may, ...(room.types ?? [])] : room.may
  return target.startsWith(room.prefix) || known.some((name) => begins(target, name))
}

function roomOf(file: string): Room | undefined {
  return ROOMS.filter(({ prefix }) => file.startsWith(prefix)).sort((a, b) => b.prefix.length - a.prefix.length)[0]
}

/** `@parel/x` and `@parel/x/sub` begin with `@parel/x`; `@parel/x-y` does not. */
function begins(target: string, known: string): boolean {
  return /[/:]$/.test(known) ? target.startsWith(known) : target === known || target.startsWith(`${known}/`) || target === `${known}.ts`
}
