import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { listSources, readImports } from './imports.ts'

/** The file of a published package that holds the licenses of what was bundled into it. */
export const LICENSES_FILE = 'THIRD-PARTY-LICENSES.txt'

/** Sources that end up in the files of each published package. */
const SOURCES = {
  core: ['packages/core/src'],
  browser: ['packages/core/src', 'packages/browser/src'],
  server: ['packages/core/src', 'packages/browser/src', 'packages/server/src', 'packages/server/dashboard/src'],
} as const

export const BUNDLING_ROOMS = Object.keys(SOURCES) as readonly (keyof typeof SOURCES)[]

/** The names and licenses of all packages whose code is inside of the files of a published package, as its license file has them. */
export function formatLicenses(root: string, room: keyof typeof SOURCES): string {
  const folders = new Map<string, string>()
  for (const file of SOURCES[room].flatMap((folder) => listSources(root, folder))) {
    const home = file.split('/').slice(0, 2).join('/')
    for (const { specifier, typeOnly } of readImports(root, file)) {
      if (!typeOnly && isBundled(root, home, specifier)) collect(nameOf(specifier), join(root, home), folders)
    }
  }
  const texts = [...folders].toSorted().map(([name, folder]) => `${name}\n${'-'.repeat(name.length)}\n\n${readFileSync(join(folder, 'LICENSE'), 'utf8').trim()}\n`)
  const data = join(root, 'packages', room, 'names/licenses.txt')
  return `The files of this package hold code of the following packages.\n\n${[...texts, ...(existsSync(data) ? [readFileSync(data, 'utf8')] : [])].join('\n')}`
}

const nameOf = (specifier: string) => specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/')

// What an app installs beside the package keeps its own license file.
function isBundled(root: string, home: string, specifier: string): boolean {
  if (/^(?:\.|node:|@parel\/)/.test(specifier)) return false
  const { dependencies = {}, peerDependencies = {} } = readManifest(join(root, home))
  return !(nameOf(specifier) in { ...dependencies, ...peerDependencies })
}

/** The package and all that it needs, each with the folder where it is installed. */
function collect(name: string, from: string, folders: Map<string, string>): void {
  if (folders.has(name)) return
  const folder = findInstalled(name, from)
  folders.set(name, folder)
  for (const needed of Object.keys(readManifest(folder).dependencies ?? {})) collect(needed, folder, folders)
}

function findInstalled(name: string, from: string): string {
  const path = join(from, 'node_modules', name)
  if (existsSync(path)) return realpathSync(path)
  if (dirname(from) === from) throw new Error(`${name} is not installed. Run pnpm install.`)
  return findInstalled(name, dirname(from))
}

function readManifest(folder: string): { readonly dependencies?: Record<string, string>; readonly peerDependencies?: Record<string, string> } {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as ReturnType<typeof readManifest>
}
