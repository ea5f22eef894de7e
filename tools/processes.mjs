// Each child gets its own process group, so that stopping this process stops everything it started, however it is stopped.
import { spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const GRACE_MS = 5000
const PARENT_POLL_MS = 500
const windows = process.platform === 'win32'
const running = new Set()
let stopping = false

/**
 * Runs a command to its end.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, quiet?: boolean }} [options] - `quiet` collects the output instead of showing it.
 * @returns {Promise<{ code: number, output: string }>} The exit code, and what was written when quiet.
 */
export function run(program, args, { env = process.env, quiet = false } = {}) {
  const output = quiet ? 'pipe' : 'inherit'
  // Windows finds npx and pnpm (.cmd files) through its shell only.
  const child = spawn(program, args, { env, shell: windows, detached: !windows, stdio: ['ignore', output, output] })
  running.add(child)
  const chunks = /** @type {Buffer[]} */ ([])
  child.stdout?.on('data', (chunk) => chunks.push(chunk))
  child.stderr?.on('data', (chunk) => chunks.push(chunk))
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 127, output: `${program}: ${error.message}` }))
    child.on('close', (code) => {
      // While stopping, the group stays watched: its leader may be gone while other processes of the group still run.
      if (!stopping) signalGroup(child, 'SIGTERM')
      if (!stopping) running.delete(child)
      resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString('utf8') })
    })
  })
}

/**
 * Stops all children when this process is interrupted or orphaned. A supervisor that kills npm does not take npm's
 * grandchildren along, so the parent is watched.
 *
 * @param {{ exitCode: (signal: string) => number }} options - What to exit with after a signal.
 */
export function stopChildrenOnExit({ exitCode }) {
  const parents = listParents()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop(signal, exitCode(signal)))
  const orphaned = setInterval(() => listParents() !== parents && void stop('SIGTERM', exitCode('SIGTERM')), PARENT_POLL_MS)
  orphaned.unref()
}

/** The parent, and below npm the one above it: npm starts scripts through a shell, and the shell outlives a killed npm. */
function listParents() {
  return process.env.npm_lifecycle_event && !windows ? `${process.ppid} ${readParent(process.ppid)}` : `${process.ppid}`
}

/** @param {number} pid */
function readParent(pid) {
  try {
    // The second field is a name in parentheses, which may hold anything; the fourth is the parent.
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1]
  } catch {
    return spawnSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() // No /proc: not a Linux.
  }
}

/** True once a signal arrived: the next step must not begin. */
export function isStopping() {
  return stopping
}

/** @param {string} signal @param {number} code */
async function stop(signal, code) {
  const again = stopping
  stopping = true
  for (const child of running) signalGroup(child, again ? 'SIGKILL' : signal)
  if (again) return
  await waitForGroups(GRACE_MS)
  for (const child of running) signalGroup(child, 'SIGKILL')
  // A killed process may still be there for a moment; its port is free only when it is gone.
  await waitForGroups(GRACE_MS)
  process.exit(code)
}

/** @param {number} patienceMs */
async function waitForGroups(patienceMs) {
  const deadline = Date.now() + patienceMs
  while ([...running].some(isGroupAlive) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50))
}

/** @param {import('node:child_process').ChildProcess} child */
function isGroupAlive(child) {
  return windows ? child.exitCode === null : signalGroup(child, 0)
}

/** @param {import('node:child_process').ChildProcess} child @param {string | 0} signal */
function signalGroup(child, signal) {
  if (child.pid === undefined) return false
  if (windows) return spawnSync('taskkill', ['/pid', String(child.pid), '/t', '/f']).status === 0
  try {
    return process.kill(-child.pid, /** @type {NodeJS.Signals} */ (signal))
  } catch {
    return false // The group is gone, which is what was wanted.
  }
}
