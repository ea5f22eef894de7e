// Everything behind `npm test`: the gates, then the tests, then one line with the sum.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { isStopping, run } from './processes.mjs'

const REPORT = 'node_modules/.parel/vitest.json'
// Side by side, so that no core waits for the longest of them. The second step reads what the build wrote.
const STEPS = [['build', 'lint', 'knip'], ['typecheck', 'packages', 'docs:api', 'size']]

/**
 * @param {{ env: NodeJS.ProcessEnv, browser: string | undefined }} options
 * @returns {Promise<number>} The exit code.
 */
export async function verify({ env, browser }) {
  const counts = { passed: 0, failed: 0 }
  const clock = startClock()
  for (const gates of STEPS) {
    const results = await Promise.all(gates.map((gate) => runGate(gate, env)))
    clock.note(gates.join(' + '))
    for (const passed of results) counts[passed ? 'passed' : 'failed'] += 1
    if (isStopping()) return 1
  }
  const withBrowser = { ...env, ...(browser ? { CHROMIUM_PATH: browser } : {}) }
  // The browser tests come last, so that no unit test slows them down.
  for (const project of ['!e2e*', ...(browser ? ['e2e*'] : [])]) {
    add(counts, await runTests(project, withBrowser))
    clock.note(project === 'e2e*' ? 'e2e' : 'unit')
  }
  if (isStopping()) return 1
  console.log(`\n${clock.describe()}\n${counts.passed} passed, ${counts.failed} failed`)
  return counts.failed === 0 ? 0 : 1
}

/** Notes how long each step took, so that one that grows is seen. */
function startClock() {
  const began = Date.now()
  const steps = /** @type {string[]} */ ([])
  let last = began
  const secondsSince = (/** @type {number} */ time) => `${Math.round((Date.now() - time) / 1000)} s`
  return {
    note(/** @type {string} */ step) {
      steps.push(`${step} ${secondsSince(last)}`)
      last = Date.now()
    },
    describe: () => `${secondsSince(began)} in all: ${steps.join(', ')}`,
  }
}

/** @param {string} gate @param {NodeJS.ProcessEnv} env */
async function runGate(gate, env) {
  const began = Date.now()
  const { code, output } = await run('pnpm', ['--silent', 'run', gate], { env: { ...env, NODE_ENV: 'production' }, quiet: true })
  if (isStopping()) return false
  if (code !== 0) console.error(output)
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${gate.padEnd(10)} ${((Date.now() - began) / 1000).toFixed(1)} s`)
  return code === 0
}

/** @param {string} project @param {NodeJS.ProcessEnv} env */
async function runTests(project, env) {
  mkdirSync('node_modules/.parel', { recursive: true })
  rmSync(REPORT, { force: true })
  const args = ['exec', 'vitest', 'run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${REPORT}`]
  const { code } = await run('pnpm', args, { env })
  return countTests(code, existsSync(REPORT) ? JSON.parse(readFileSync(REPORT, 'utf8')) : undefined)
}

/**
 * Counts tests, and as one failure each file that could not be loaded and a run that failed for any other reason.
 *
 * @param {number} code - Exit code of the run.
 * @param {{ numPassedTests: number, numFailedTests: number, testResults: { status: string, assertionResults: unknown[] }[] } | undefined} report
 */
export function countTests(code, report) {
  if (!report) return { passed: 0, failed: 1 }
  const unloadable = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length
  const failed = report.numFailedTests + unloadable
  return { passed: report.numPassedTests, failed: code !== 0 && failed === 0 ? 1 : failed }
}

/** @param {{ passed: number, failed: number }} counts @param {{ passed: number, failed: number }} more */
function add(counts, more) {
  counts.passed += more.passed
  counts.failed += more.failed
}
