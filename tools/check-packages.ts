// Checks the published packages as users install them: publint reads the manifest, attw resolves the types in each module mode, every declared
// value must exist, and esbuild checks that the oldest browsers of docs/guides/browser.md can parse what runs in a page.
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { transform } from 'esbuild'
import { findMissingValues } from './checks/declared-values.ts'

const execute = promisify(execFile)
const CHECKS = ['core', 'browser', 'react', 'server'].flatMap((room) => [
  ['publint', '--strict', `packages/${room}`],
  ['attw', '--pack', `packages/${room}`, '--profile', room === 'server' ? 'esm-only' : 'strict', '--quiet'],
])
const OLDEST_BROWSERS = ['chrome93', 'firefox92', 'safari16.4']
const IN_PAGES = ['core/dist/page.js', 'browser/dist/index.js', 'browser/dist/web-vitals.js', 'browser/dist/parel.global.js', 'react/dist/index.js']

let failed = 0
for (const [program = '', ...args] of CHECKS) {
  try {
    await execute('pnpm', ['exec', program, ...args], { shell: process.platform === 'win32' })
    console.log(`ok     ${program} ${args.join(' ')}`)
  } catch (error) {
    failed += 1
    const { stdout, stderr } = error as { stdout: string; stderr: string }
    console.error(`FAILED ${program} ${args.join(' ')}\n${stdout}${stderr}`)
  }
}
for (const room of ['core', 'browser', 'react', 'server']) {
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
