import { expect, it } from 'vitest'
import { appDatabase } from './app-database'

const app = appDatabase()
const dayMs = 86_400_000
const linesOf = ({ said }: { readonly said: string }) => said.trim().split('\n').map((line) => (JSON.parse(line) as { readonly page: string }).page)

/** Records today, and with a clock that is ahead. */
async function recordAhead(...daysAhead: readonly number[]): Promise<void> {
  await app.recordWith({}, '/today')
  for (const days of daysAhead) await app.recordWith({ now: () => Date.UTC(2025, 9, 13, 12) + days * dayMs }, `/ahead`)
}

it('writes what a clock that was ahead has recorded, too', async () => {
  await recordAhead(40, 400)
  expect(linesOf(await app.run(['export']))).toEqual(['/today', '/ahead', '/ahead'])
  expect(await app.run(['export', '--output', app.path('out.ndjson')])).toEqual({ code: 0, said: `Exported 3 events to ${app.path('out.ndjson')}.\n` })
})

it('ends with the day of --to and begins with that of --from', async () => {
  await recordAhead(40)
  expect(linesOf(await app.run(['export', '--to', '2025-10-13']))).toEqual(['/today'])
  expect(linesOf(await app.run(['export', '--from', '2025-10-14']))).toEqual(['/ahead'])
  expect(await app.run(['export', '--from', '2025-10-14', '--to', '2025-10-15'])).toEqual({ code: 0, said: '' })
})
