// Provides pnpm and a Node that the tools accept without installing anything on the machine: npx fetches what is missing.
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from './processes.mjs'

export const PNPM_VERSION = '12.21.0'
export const NODE_VERSION = '24.21.0'

/**
 * True for versions of Node that every tool accepts and whose SQLite is 3.51.3 or later, which the store requires. The package also runs on Node 25.8.1, but vitest
 * and changesets exclude all of Node 25.
 *
 * @param {string} version - Such as `v24.21.0`.
 */
export function isModernNode(version) {
  const [major = 0, minor = 0, patch = 0] = version.replace('v', '').split('.').map(Number)
  return major >= 26 || (major === 24 && minor >= 15) || (major === 22 && minor * 100 + patch >= 2203)
}

/**
 * An environment whose PATH begins with the folders of the right pnpm and Node.
 *
 * @param {(line: string) => void} say - Shows one line.
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
export async function prepareToolchain(say) {
  const modern = isModernNode(process.version)
  const env = { ...process.env, COREPACK_ENABLE_STRICT: '0' }
  if (modern && findPnpm() === PNPM_VERSION) return env
  say(modern ? `Getting pnpm ${PNPM_VERSION} …` : `Getting pnpm ${PNPM_VERSION} and Node ${NODE_VERSION} (this is ${process.version}) …`)
  const packages = [`pnpm@${PNPM_VERSION}`, ...(modern ? [] : [nodePackage()])]
  const print = fileURLToPath(new URL('print-path.mjs', import.meta.url))
  const found = await run('npx', ['--yes', ...packages.flatMap((name) => ['--package', name]), 'node', print], { quiet: true })
  const marked = /^PATH=(.+)$/m.exec(found.output)
  if (found.code !== 0 || !marked?.[1]) throw new Error(`${found.output}\nnpx could not get ${packages.join(' and ')}. ${cure(modern)}`)
  const tools = marked[1].split(delimiter).filter((folder) => existsSync(folder))
  return { ...env, PATH: tools.join(delimiter) }
}

/** @param {boolean} modern */
function cure(modern) {
  const node = modern ? '' : ` Or install Node ${NODE_VERSION.split('.')[0]} yourself.`
  return `Check the connection to the npm registry and try again.${node}`
}

function nodePackage() {
  const system = process.platform === 'win32' ? 'win' : process.platform
  return `node-${system}-${process.arch}@${NODE_VERSION}`
}

function findPnpm() {
  try {
    return execFileSync('pnpm', ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], shell: process.platform === 'win32' }).trim()
  } catch {
    return undefined // No pnpm on PATH: npx brings it.
  }
}
