// Are the published packages right for those who install them? publint reads the manifest, attw resolves the types in each module mode.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const execute = promisify(execFile)
const CHECKS = ['core', 'browser', 'react', 'server'].flatMap((room) => [
  ['publint', '--strict', `packages/${room}`],
  ['attw', '--pack', `packages/${room}`, '--profile', room === 'server' ? 'esm-only' : 'node16', '--quiet'],
])

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
process.exitCode = failed === 0 ? 0 : 1
