// The browser for the browser tests: found, installed with apt if that is possible and requested, or left out with a notice.
import { accessSync, constants, existsSync } from 'node:fs'
import { run } from './processes.mjs'

const KNOWN_PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string | undefined>} Path of a Chromium, or undefined when the browser tests are to be left out.
 */
export async function findBrowser(env) {
  const isRequired = env.REQUIRE_BROWSER === '1'
  const found = locateChromium(env)
  if (found) return found
  if (isRequired && (await installWithApt(env))) return locateChromium(env)
  if (isRequired) throw new Error('REQUIRE_BROWSER=1, but there is no Chromium. Install it, or give its path in CHROMIUM_PATH.')
  console.log('NOTICE: no Chromium was found, so the browser tests are left out. Install it, set CHROMIUM_PATH, or run')
  console.log('        REQUIRE_BROWSER=1 npm test   as root on Debian or Ubuntu, which installs it through apt.')
  return undefined
}

/**
 * The Chromium of this machine: `CHROMIUM_PATH`, then the usual places. Undefined when there is none.
 *
 * @param {NodeJS.ProcessEnv} env
 */
export function locateChromium(env) {
  const asked = env.CHROMIUM_PATH
  if (asked && !existsSync(asked)) throw new Error(`CHROMIUM_PATH is "${asked}", where there is no file. Give the path of a Chromium.`)
  return asked || KNOWN_PATHS.find((path) => existsSync(path))
}

/** @param {NodeJS.ProcessEnv} env */
async function installWithApt(env) {
  if (process.getuid?.() !== 0 || !isExecutable('/usr/bin/apt-get')) return false
  console.log('Installing Chromium through apt for the browser tests …')
  const quietly = { quiet: true, env: { ...env, DEBIAN_FRONTEND: 'noninteractive' } }
  await run('apt-get', ['update'], quietly)
  const { code, output } = await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], quietly)
  if (code !== 0) console.error(output)
  return code === 0
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false // Not a Debian.
  }
}
