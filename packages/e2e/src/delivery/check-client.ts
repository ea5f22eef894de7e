import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { startFaultServer } from './fault-server.ts'
import { runWorkerd } from './run-workerd.ts'

// node packages/e2e/src/delivery/check-client.ts /path/to/bun /path/to/deno /path/to/workerd
// The built client outside of a page, beside Node itself, against the real server. A command, because no lockfile of ours brings the runtimes.

const EXPECTED = JSON.stringify({ healthy: 0, moved: 3, away: 3, unasked: 'inert' })
const run = promisify(execFile)

for (const program of [process.execPath, ...process.argv.slice(2)]) {
  const server = await startFaultServer()
  server.behave(({ query }) => {
    if (query.includes('mode=moved')) return { status: 307, headers: { location: '/api/telemetry?followed' } }
    return query.includes('mode=away') ? { status: 503, headers: { 'retry-after': '1' } } : undefined
  })
  const said = await visit(program, `${server.url}/api/telemetry`)
  const stored = (await server.rows()).length
  const faults = [
    said !== EXPECTED && `said ${said} instead of ${EXPECTED}`,
    stored !== 605 && `stored ${stored} of 605`,
    server.requests.some(({ query }) => query.includes('followed')) && 'followed a redirect',
    server.requests.some(({ headers }) => headers.cookie ?? headers.referer) && 'sent a cookie or a referrer',
    !server.requests.some(({ query }) => query.includes('enc=gzip')) && 'compressed nothing',
  ].filter(Boolean)
  console.log(`${faults.length === 0 ? 'right' : 'WRONG'}  ${program} ${faults.join('; ')}`)
  if (faults.length > 0) process.exitCode = 1
  await server.close()
}

async function visit(program: string, address: string): Promise<string> {
  if (/workerd[^/\\]*$/.test(program)) return runWorkerd(program, address)
  const words = /deno[^/\\]*$/.test(program) ? ['run', '-A'] : []
  return (await run(program, [...words, join(import.meta.dirname, 'client-program.ts'), address])).stdout.trim()
}
