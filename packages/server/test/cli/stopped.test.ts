import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { CliHost } from '../../src/cli/cli-host'
import { runCli } from '../../src/cli/run-cli'
import { prepareFolder } from '../prepare-folder'

const folder = prepareFolder()

const noon = Date.UTC(2025, 9, 13, 12)

/** A host two months after the events; with `stop` the signal comes as soon as the command looks at the clock. */
function createHost({ stop = false } = {}) {
  const written: string[] = []
  const ending = new AbortController()
  const host: CliHost = {
    environment: { TELEMETRY_DATABASE: folder('telemetry.db') },
    now: () => {
      if (stop) ending.abort()
      return noon + 60 * 86_400_000
    },
    signal: ending.signal,
    write: async (text) => void written.push(text),
    writeError: (text) => void written.push(text),
    isTerminal: false,
  }
  return { host, written }
}

async function fill(): Promise<void> {
  const file = folder('events.ndjson')
  const lines = Array.from({ length: 5 }, (_, index) => `${JSON.stringify({ id: `stream-${index}`, type: 'page_view', page: '/dashboard', createdAt: noon + index })}\n`)
  writeFileSync(file, lines.join(''))
  const { host } = createHost()
  expect(await runCli(['import', file], host)).toBe(0)
  expect(await runCli(['aggregate'], host)).toBe(0)
}

it.each([
  ['a clean-up', ['cleanup'], 'Deleted 5 raw events.\n'],
  ['an erasure', ['erase', '--before', '2025-11-01', '--yes'], 'Erased 5 raw events before 2025-11-01; daily numbers stay.\n'],
])('%s that is stopped says so, and deletes the rest when it is run again', async (_name, words, says) => {
  await fill()
  const stopped = createHost({ stop: true })
  expect(await runCli(words, stopped.host)).toBe(130)
  expect(stopped.written).toEqual(['parel-telemetry: Stopped by a signal before it was done.\n'])
  const again = createHost()
  expect(await runCli(words, again.host)).toBe(0)
  expect(again.written).toEqual([says])
})

it('a restore that is stopped says so, and changes nothing', async () => {
  await fill()
  const { host } = createHost()
  expect(await runCli(['backup', folder('kept.db')], host)).toBe(0)
  const before = readFileSync(folder('telemetry.db'))
  const files = readdirSync(folder('.')).sort()
  const stopped = createHost({ stop: true })
  expect(await runCli(['restore', folder('kept.db'), '--force'], stopped.host)).toBe(130)
  expect(stopped.written).toEqual(['parel-telemetry: Stopped by a signal before it was done.\n'])
  expect(readdirSync(folder('.')).sort()).toEqual(files)
  expect(readFileSync(folder('telemetry.db')).equals(before)).toBe(true)
  const again = createHost()
  expect(await runCli(['restore', folder('kept.db'), '--force'], again.host)).toBe(0)
})
