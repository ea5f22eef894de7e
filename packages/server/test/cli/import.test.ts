import { writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { CliHost } from '../../src/cli/cli-host'
import { runCli } from '../../src/cli/run-cli'
import { prepareFolder } from '../prepare-folder'

const folder = prepareFolder()

const noon = Date.UTC(2025, 9, 13, 12)

/** A host that keeps what is written; `onClock` runs whenever the time is asked for. */
function createHost(onClock: () => void = () => {}) {
  const written: string[] = []
  const ending = new AbortController()
  const host: CliHost = {
    environment: { TELEMETRY_DATABASE: folder('telemetry.db') },
    now: () => {
      onClock()
      return noon + 86_400_000
    },
    signal: ending.signal,
    write: async (text) => void written.push(text),
    writeError: (text) => void written.push(text),
    isTerminal: false,
  }
  return { host, written, ending }
}

function writeLines(count: number): string {
  const file = folder('events.ndjson')
  const lines = Array.from({ length: count }, (_, index) => `${JSON.stringify({ id: `stream-${index}`, type: 'page_view', page: '/dashboard', createdAt: noon + index })}\n`)
  writeFileSync(file, lines.join(''))
  return file
}

it('an import that is stopped goes on where it was', async () => {
  const file = writeLines(1700)
  let asked = 0
  const first = createHost(() => {
    // Once to find the first event, then with each group.
    if (++asked === 3) first.ending.abort()
  })
  expect(await runCli(['import', file], first.host)).toBe(130)
  const second = createHost()
  expect(await runCli(['import', file], second.host)).toBe(0)
  // Two groups of 500 were stored before the end, and are not read again.
  expect(second.written).toEqual(['Imported 700 events, 0 duplicates, 0 dropped.\n'])
  const third = createHost()
  expect(await runCli(['import', file, '--json'], third.host)).toBe(0)
  expect(third.written).toEqual(['{"stored":0,"duplicates":1700,"dropped":{}}\n'])
})

it('events of the future and lines of another kind are counted, and nothing of them is kept', async () => {
  const file = folder('mixed.ndjson')
  writeFileSync(file, [
    JSON.stringify({ id: 'a-1', type: 'page_view', page: '/dashboard', createdAt: '2030-01-01T00:00:00.000Z' }),
    JSON.stringify({ id: 'a b', type: 'page_view', page: '/dashboard', createdAt: noon }),
    JSON.stringify({ id: 'a-2', type: 'unheard_of', createdAt: noon }),
    JSON.stringify({ id: 'a-3', type: 'action', action: 'save', metadata: { email: 'ada@mail.example', plan: 'pro' }, createdAt: noon }),
    '',
    'null',
  ].join('\n'))
  const { host, written } = createHost()
  expect(await runCli(['import', file], host)).toBe(0)
  expect(written).toEqual(['Imported 1 event, 0 duplicates, 4 dropped (future 1, invalid 3).\n'])
  const after = createHost()
  await runCli(['export'], after.host)
  expect(JSON.parse(after.written.join(''))).toMatchObject({ id: 'a-3', metadata: { plan: 'pro' } })
  expect(after.written.join('')).not.toContain('mail.example')
})

it('an event with an id of digits alone, which may be a card or a phone number, or with an access key is not imported', async () => {
  const file = folder('numbers.ndjson')
  const ids = ['4111111111111111', '4111111111111111-1', '4111.1111.1111.1111', '0171-5550123', '4111_1111-1111', `${['sk', 'live', '51HqLyjWDarjtT1zdp7dc'].join('_')}-1`, 's4111111111111111-1']
  writeFileSync(file, ids.map((id) => JSON.stringify({ id, type: 'page_view', page: '/dashboard', createdAt: noon })).join('\n'))
  const { host, written } = createHost()
  expect(await runCli(['import', file, '--json'], host)).toBe(0)
  expect(written).toEqual(['{"stored":1,"duplicates":0,"dropped":{"invalid":6}}\n'])
})
