import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const next = require.resolve('next/dist/bin/next')
const port = process.env.PORT ?? '4324'
const token = process.env.TELEMETRY_ADMIN_TOKEN ?? randomBytes(24).toString('hex')
const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', TELEMETRY_ADMIN_TOKEN: token }

process.chdir(import.meta.dirname)
if (!isBuilt()) {
  console.log('Building with Next.js …')
  const { status } = spawnSync(process.execPath, [next, 'build'], { env, stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0) process.exit(status ?? 1)
}
console.log(`App: http://127.0.0.1:${port}/\nDashboard: http://127.0.0.1:${port}/admin/telemetry\nToken for the dashboard: ${token}`)
const server = spawn(process.execPath, [next, 'start', '--hostname', '127.0.0.1', '--port', port], { env, stdio: ['ignore', 'ignore', 'inherit'] })
server.once('exit', (code) => process.exit(code ?? 0))
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => server.kill(signal))

/** `next build` takes a while, so the build of the workspace leaves it out; here it runs when there is none, or an older one than the packages. */
function isBuilt(): boolean {
  const build = '.next/BUILD_ID'
  return existsSync(build) && statSync(build).mtimeMs > statSync(require.resolve('@parel/telemetry-react')).mtimeMs
}
