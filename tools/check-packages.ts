// Checks the published packages as users install them: publint reads the manifest, attw resolves the types in each module mode, every declared
// value must exist, and esbuild checks that the oldest browsers of docs/guides/browser.md can parse what runs in a page.
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { transform } from 'esbuild'
import { findMissingValues } from './checks/declared-values.ts'

const execute = promisify(execFile)
const shell = process.platform === 'win32'
const ROOMS = ['core', 'browser', 'react', 'server']
const OLDEST_BROWSERS = ['chrome93', 'firefox92', 'safari16.4']
const IN_PAGES = ['core/dist/page.js', 'browser/dist/index.js', 'browser/dist/web-vitals.js', 'browser/dist/parel.global.js', 'react/dist/index.js']

let failed = 0
const folder = await mkdtemp(join(tmpdir(), 'parel-packages-'))
try {
  for (const room of ROOMS) await checkPacked(room, folder)
} finally {
  await rm(folder, { recursive: true })
}
for (const room of ROOMS) {
  const missing = await findMissingValues(`packages/${room}`)
  report(`declared values of packages/${room}`, missing.length === 0 ? undefined : `: types without code: ${missing.join(', ')}`)
}
for (const name of IN_PAGES) {
  const newer = await findNewer(await readFile(`packages/${name}`, 'utf8'))
  report(`syntax of ${name} for ${OLDEST_BROWSERS.join(', ')}`, newer === undefined ? undefined : `: they cannot read ${newer.trim().slice(0, 200)}`)
}
process.exitCode = failed === 0 ? 0 : 1

function report(name: string, failure: string | undefined): void {
  if (failure === undefined) return console.log(`ok     ${name}`)
  failed += 1
  console.error(`FAILED ${name}${failure}`)
}

/** Packed once for both checks, as it is published. */
async function checkPacked(room: string, destination: string): Promise<void> {
  const packed = await run(`pack of packages/${room}`, 'pnpm', ['--dir', `packages/${room}`, 'pack', '--pack-destination', destination, '--json'])
  if (packed === undefined) return
  const { filename } = JSON.parse(packed) as { readonly filename: string }
  await run(`publint of packages/${room}`, join('node_modules', '.bin', 'publint'), ['run', '--strict', filename])
  await run(`attw of packages/${room}`, join('node_modules', '.bin', 'attw'), [filename, '--profile', room === 'server' ? 'esm-only' : 'strict', '--quiet'])
}

/** What the program printed, or undefined if it failed. */
async function run(name: string, program: string, args: readonly string[]): Promise<string | undefined> {
  try {
    const { stdout } = await execute(program, args, { shell })
    report(name, undefined)
    return stdout
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as { stdout?: string; stderr?: string; message: string }
    report(name, `\n${stdout}${stderr || message}`)
    return undefined
  }
}

/** The first line with syntax that one of the oldest browsers cannot read. */
async function findNewer(code: string): Promise<string | undefined> {
  // All of these browsers know them; esbuild asks for the latest version of Unicode.
  const supported = { 'regexp-unicode-property-escapes': true }
  const [given, lowered] = await Promise.all([transform(code, { supported }), transform(code, { target: OLDEST_BROWSERS, supported })])
  const read = lowered.code.split('\n')
  return given.code.split('\n').find((line, index) => line !== read[index])
}
