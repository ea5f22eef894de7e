import { createWorkplace } from './run-command.ts'
import { findNginx, runNginx } from './run-nginx.ts'
import { pageViews, sendEvents } from './send-events.ts'

// node packages/e2e/src/cli/check-nginx.ts: are the lines of docs/snippets/nginx.conf as good as their word? Needs nginx (apt-get install nginx) and a build.

const program = findNginx()
if (program === undefined) throw new Error('There is no nginx. Install it: apt-get install nginx')
const work = createWorkplace()
try {
  const server = await work.serve({ TELEMETRY_TRUSTED_PROXIES: '1' })
  const nginx = await runNginx(program, { folder: work.folder, upstream: server.url })
  const accepted = await sendEvents(nginx.url, pageViews(5))
  const tooLarge = await fetch(`${nginx.url}/api/telemetry?secret=in-the-address`, { method: 'POST', body: 'x'.repeat(70_000) })
  const report = await fetch(`${nginx.url}/api/telemetry/health`)
  await server.stop()
  const gone = await fetch(`${nginx.url}/api/telemetry`, { method: 'POST', body: '{}' })
  const log = nginx.log()
  await nginx.stop()
  const checks = new Map([
    ['events pass', accepted === 5],
    ['too large bodies are refused', tooLarge.status === 413],
    ['other routes pass', report.status === 200],
    ['the server was really gone', gone.status === 502],
    ['other routes are in the access log', log.includes('/elsewhere')],
    ['recording is in no log', !/(?:POST|GET) \/api\/telemetry[? ]|in-the-address/.test(log)],
  ])
  for (const [name, isGood] of checks) console.log(`${isGood ? 'ok  ' : 'FAIL'} ${name}`)
  process.exitCode = [...checks.values()].every(Boolean) ? 0 : 1
} finally {
  await work.end()
}
