// The one entry behind `npm start` and `npm test`: node tools/run.mjs <start | verify | any script of package.json> […]
// Node's own modules only, because it runs before anything is installed.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findBrowser } from './browser.mjs'
import { isStopping, run, stopChildrenOnExit } from './processes.mjs'
import { digest, onlyWhenChanged } from './stamps.mjs'
import { prepareToolchain } from './toolchain.mjs'
import { verify } from './verify.mjs'

const BUILD_SOURCES = ['package.json', 'pnpm-lock.yaml', 'tsconfig.base.json', 'packages', 'examples']
const [task = 'start', ...args] = process.argv.slice(2)
process.chdir(dirname(dirname(fileURLToPath(import.meta.url))))
// A server that is asked to stop has succeeded; every other task was interrupted.
stopChildrenOnExit({ exitCode: (signal) => (task === 'start' ? 0 : signal === 'SIGINT' ? 130 : 143) })

try {
  const code = await main()
  if (!isStopping()) process.exitCode = code
} catch (error) {
  // A tool that was stopped halfway has not failed by itself.
  if (!isStopping()) console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

async function main() {
  const env = await prepareToolchain(console.log)
  if (isStopping() || !(await install(env)) || isStopping()) return 1
  if (task === 'start') return start(env)
  if (task === 'verify') return verify({ env, browser: await findBrowser(env) })
  const scripts = Object.keys(readPackage('package.json').scripts)
  if (scripts.includes(task)) return (await run('pnpm', ['run', task, ...args], { env })).code
  throw new Error(`There is no task "${task}". Use start, verify, or one of: ${scripts.join(', ')}.`)
}

/** @param {NodeJS.ProcessEnv} env */
function install(env) {
  return onlyWhenChanged('install', `${process.platform}-${process.arch} ${digest(['pnpm-lock.yaml'])}`, () => {
    console.log('Installing the packages of the workspace …')
    return succeeds('pnpm', ['install', '--frozen-lockfile'], env)
  })
}

/**
 * `npm start` is the shop; `npm start -- express` is examples/express.
 *
 * @param {NodeJS.ProcessEnv} env
 */
async function start(env) {
  const isNamed = args[0] !== undefined && !args[0].startsWith('-')
  const [example = 'shop', ...rest] = isNamed ? args : ['shop', ...args]
  const folder = `examples/${example}`
  if (!existsSync(`${folder}/package.json`)) throw new Error(`There is no example "${example}". Use one of: ${readdirSync('examples').join(', ')}.`)
  const { name, scripts } = readPackage(`${folder}/package.json`)
  // A deleted output must be built again, whatever the stamp says.
  const sources = existsSync('packages/server/dist') ? digest(BUILD_SOURCES) : `deleted ${Date.now()}`
  const isBuilt = await onlyWhenChanged(`build-${example}`, sources, () => {
    console.log('Building …')
    // Always the production build, whatever NODE_ENV is in the shell.
    return succeeds('pnpm', ['--filter', `${name}...`, '--if-present', 'run', 'build'], { ...env, NODE_ENV: 'production' })
  })
  if (!isBuilt || isStopping()) return 1
  if (process.platform === 'win32') return (await run('pnpm', ['--silent', '--filter', name, 'run', 'demo', ...rest], { env })).code
  // Without pnpm, which would start the server in a process group that this process cannot see.
  const PATH = `${resolve(folder, 'node_modules/.bin')}:${env.PATH}`
  return (await run('sh', ['-c', `cd "${folder}" && exec ${scripts.demo} "$@"`, 'sh', ...rest], { env: { ...env, PATH } })).code
}

/**
 * Shows the output of a step only when it fails.
 *
 * @param {string} program
 * @param {string[]} words
 * @param {NodeJS.ProcessEnv} env
 */
async function succeeds(program, words, env) {
  const { code, output } = await run(program, words, { env, quiet: true })
  if (code !== 0 && !isStopping()) console.error(`${output}\n${program} ${words.join(' ')} failed with code ${code}.`)
  return code === 0
}

/** @param {string} path */
function readPackage(path) {
  return JSON.parse(readFileSync(path, 'utf8'))
}
