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
for (const room of ROOMS) {
  // Packed once for both, as it is published.
  const { stdout } = await execute('pnpm', ['--dir', `packages/${room}`, 'pack', '--pack-destination', folder, '--json'], { shell })
  const { filename } = JSON.parse(stdout) as { readonly filename: string }
  await check(room, ['publint', 'run', '--strict', filename])
  await check(room, ['attw', filename, '--profile', room === 'server' ? 'esm-only' : 'strict', '--quiet'])
}
await rm(folder, { recursive: true })
for (const room of ROOMS) {
  const missing = await findMissingValues(`packages/${room}`)
  if (missing.length === 0) {
    console.log(`ok     declared values of packages/${room}`)
    continue
  }
  failed += 1
  console.error(`FAILED declared values of packages/${room}: types without code: ${missing.join(', ')}`)
}
for (const name of IN_PAGES) {
  const code = await readFile(`packages/${name}`, 'utf8')
  // All of these browsers know them; esbuild asks for the latest version of Unicode.
  const supported = { 'regexp-unicode-property-escapes': true }
  const [given, lowered] = await Promise.all([transform(code, { supported }), transform(code, { target: OLDEST_BROWSERS, supported })])
  const read = lowered.code.split('\n')
  const newer = given.code.split('\n').find((line, index) => line !== read[index])
  if (newer === undefined) {
    console.log(`ok     syntax of ${name} for ${OLDEST_BROWSERS.join(', ')}`)
    continue
  }
  failed += 1
  console.error(`FAILED syntax of ${name} for ${OLDEST_BROWSERS.join(', ')}: they cannot read ${newer.trim().slice(0, 200)}`)
}
process.exitCode = failed === 0 ? 0 : 1

async function check(room: string, [program = '', ...args]: readonly string[]): Promise<void> {
  try {
    await execute(join('node_modules', '.bin', program), args, { shell })
    console.log(`ok     ${program} of packages/${room}`)
  } catch (error) {
    failed += 1
    const { stdout, stderr } = error as { stdout: string; stderr: string }
    console.error(`FAILED ${program} of packages/${room}\n${stdout}${stderr}`)
  }
}
