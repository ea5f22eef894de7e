import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { claimPort } from '../../src/claim-port.ts'
import { isListening, startServerProcess, startShop, type ServerProcess } from '../../src/server-process.ts'
import { createTemporaryFolder } from '../../src/temporary-folder.ts'

// The first of the two commands. A cold one builds first.
const PATIENCE = { timeout: 300_000 }
const RELEASE = { timeout: 30_000, interval: 100 }

it('prints the addresses, which answer, and leaves nothing behind on Ctrl-C', PATIENCE, async () => {
  const npm = await startNpm()
  await vi.waitFor(() => expect(npm.output()).toContain('Ctrl-C stops it.'), RELEASE)
  const addresses = [...npm.output().matchAll(/http:\/\/\S{1,200}/g)].map(([address]) => new URL(address).pathname)
  expect(addresses).toEqual(['/', '/about.html', '/admin/telemetry'])
  for (const path of addresses) expect((await fetch(npm.url + path)).status).toBe(200)
  signalGroup(npm, 'SIGINT')
  await expectNothingLeft(npm)
})

it.each(['SIGTERM', 'SIGKILL'] as const)('leaves nothing behind when npm gets %s', PATIENCE, async (signal) => {
  const npm = await startNpm()
  expect(await isListening(npm.url)).toBe(true)
  npm.child.kill(signal)
  await expectNothingLeft(npm)
})

it('fills 30 days through the ingest path, and counts the same days once', PATIENCE, async () => {
  const database = join(createTemporaryFolder(), 'telemetry.db')
  // The shop looks at its clock between the two: where a day ends meanwhile, it is one of them.
  const todays = [readToday()]
  const first = await startShop(database, ['--sample-data'])
  todays.push(readToday())
  const { summary, aggregates } = await (await fetch(`${first.url}/api/telemetry?days=32`)).json()
  await first.stop()
  expect(first.output()).toMatch(/[1-9]\d{4,5} events stored, 0 were there already, 0 refused\./)
  for (const number of Object.values(summary)) expect(number).toBeGreaterThan(0)
  const dates = [...new Set<string>(aggregates.map(({ date }: { date: string }) => date))]
  expect(todays.map((today) => dates.filter((date) => date < today).length)).toContain(30)
  expect(JSON.stringify(aggregates)).not.toMatch(/products\/\d/)

  const second = await startShop(database, ['--sample-data'])
  await second.stop()
  expect(second.output()).toMatch(/\n?\d{1,4} events stored, [1-9]\d{4,5} were there already, 0 refused\./)
})

const readToday = () => new Date().toISOString().slice(0, 10)

/** As in a terminal: a process group of its own. */
async function startNpm(): Promise<ServerProcess> {
  const database = join(createTemporaryFolder(), 'telemetry.db')
  const npm = await startServerProcess('npm', ['start', '--', `--port=${await claimPort()}`, `--database=${database}`], { detached: true })
  onTestFinished(() => void signalGroup(npm, 'SIGTERM'))
  return npm
}

async function expectNothingLeft(npm: ServerProcess): Promise<void> {
  await vi.waitFor(async () => expect(await isListening(npm.url)).toBe(false), RELEASE)
  await vi.waitFor(() => expect(signalGroup(npm, 0)).toBe(false), RELEASE)
}

/** What a terminal does on Ctrl-C: it tells the whole group. False when there is nobody left. */
function signalGroup({ child }: ServerProcess, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-(child.pid ?? 0), signal)
  } catch {
    return false // Nobody left to tell.
  }
}
