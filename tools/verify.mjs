// Runs everything behind `npm test`: the gates, then the tests. Then prints the failures and one line with the totals.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { isStopping, run } from './processes.mjs'

const REPORT = fileURLToPath(new URL('../node_modules/.parel/test-report.json', import.meta.url))
// The gates of a step run in parallel. The second step reads what the build wrote.
const STEPS = [['build', 'lint', 'knip'], ['typecheck', 'packages', 'docs:api', 'size']]

/**
 * @typedef {import('./failure-reporter.ts').Failure} Failure
 * @typedef {{ passed: number, failures: Failure[] }} Outcome
 */

/**
 * @param {{ env: NodeJS.ProcessEnv, browser: string | undefined }} options
 * @returns {Promise<number>} The exit code.
 */
export async function verify({ env, browser }) {
  const outcomes = /** @type {Outcome[]} */ ([])
  const clock = startClock()
  for (const gates of STEPS) {
    outcomes.push(...(await Promise.all(gates.map((gate) => runGate(gate, env)))))
    clock.note(gates.join(' + '))
    if (isStopping()) return 1
  }
  const withBrowser = { ...env, ...(browser ? { CHROMIUM_PATH: browser } : {}) }
  // The browser tests come last, so that no unit test slows them down.
  for (const project of ['!e2e*', ...(browser ? ['e2e*'] : [])]) {
    outcomes.push(await runTests(project, withBrowser))
    clock.note(project === 'e2e*' ? 'e2e' : 'unit')
  }
  if (isStopping()) return 1
  const failures = outcomes.flatMap((outcome) => outcome.failures)
  const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0)
  // At the very end, so that a truncated log still names them.
  for (const failure of failures) console.log(describeFailure(failure))
  console.log(`\n${clock.describe()}\n${passed} passed, ${failures.length} failed`)
  return failures.length === 0 ? 0 : 1
}

/** Records how long each step took, so that a step that grows is noticed. */
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

/** @param {string} gate @param {NodeJS.ProcessEnv} env @returns {Promise<Outcome>} */
async function runGate(gate, env) {
  const began = Date.now()
  const { code, output } = await run('pnpm', ['--silent', 'run', gate], { env: { ...env, NODE_ENV: 'production' }, quiet: true })
  if (code !== 0 && !isStopping()) console.error(output)
  if (!isStopping()) console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${gate.padEnd(10)} ${((Date.now() - began) / 1000).toFixed(1)} s`)
  return code === 0 ? { passed: 1, failures: [] } : { passed: 0, failures: [{ name: gate, file: 'gate', message: findCause(output) }] }
}

/**
 * The first line of a tool's output that mentions a failure; if there is none, the last line.
 *
 * @param {string} output
 */
export function findCause(output) {
  const lines = stripVTControlCharacters(output).split('\n').map((line) => line.trim()).filter((line) => line !== '')
  return lines.find((line) => /\b(?:error|failed|fail|err_\w{1,60})\b/i.test(line)) ?? lines.at(-1) ?? 'It wrote nothing.'
}

/** @param {string} project @param {NodeJS.ProcessEnv} env */
async function runTests(project, env) {
  mkdirSync(dirname(REPORT), { recursive: true })
  rmSync(REPORT, { force: true })
  const args = ['exec', 'vitest', 'run', '--project', project]
  const { code } = await run('pnpm', args, { env: { ...env, TEST_REPORT: REPORT } })
  return judgeRun({ project, code, report: existsSync(REPORT) ? JSON.parse(readFileSync(REPORT, 'utf8')) : undefined })
}

/**
 * The outcome of a test run. A run that failed without naming a test counts as one failure.
 *
 * @param {{ project: string, code: number, report: Outcome | undefined }} run - `code` is the exit code.
 * @returns {Outcome}
 */
export function judgeRun({ project, code, report }) {
  const { passed, failures } = report ?? { passed: 0, failures: [] }
  if (report && (code === 0 || failures.length > 0)) return { passed, failures }
  return { passed, failures: [{ name: `vitest --project ${project}`, file: 'run', message: `It ended with code ${code} and ${report ? 'no failed test' : 'left no report'}.` }] }
}

/** @param {Failure} failure */
export function describeFailure({ name, file, message }) {
  return `FAILED ${file} › ${name}: ${message}`
}
