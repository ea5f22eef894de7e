import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createWorkplace, type Workplace } from '../../src/cli/run-command.ts'

let work: Workplace
beforeAll(() => {
  work = createWorkplace()
  const event = (id: string, day: string) => JSON.stringify({ id, type: 'page_view', page: '/dashboard', createdAt: `${day}T12:00:00.000Z` })
  writeFileSync(work.path('in.ndjson'), [event('a-0', '2025-10-11'), event('a-1', '2025-10-12'), event('a-0', '2025-10-11'), 'no event'].join('\n'))
})
afterAll(() => work.end())

const run = async (...words: readonly string[]) => {
  const { code, stdout, stderr } = await work.run([...words, '--json'])
  expect(stderr).toBe('')
  return { code, answer: JSON.parse(stdout) as unknown }
}
const done = (answer: unknown) => ({ code: 0, answer })

// One database from its first event to its end: a story in this order.
describe('for machines', { shuffle: false }, () => {
  it('import', async () => expect(await run('import', 'in.ndjson')).toEqual(done({ stored: 2, duplicates: 1, dropped: { invalid: 1 } })))
  it('aggregate', async () => expect(await run('aggregate', '--date', '2025-10-11')).toEqual(done({ days: ['2025-10-11'] })))
  it('aggregate --all', async () => expect(await run('aggregate', '--all')).toEqual(done({ days: ['2025-10-11', '2025-10-12'] })))
  it('backup', async () => expect(await run('backup', 'b.db')).toEqual(done({ file: 'b.db', bytes: expect.any(Number) })))
  it('export', async () => expect(await run('export', '--output', 'out.ndjson')).toEqual(done({ file: 'out.ndjson', events: 2 })))

  it('doctor, with what is wrong and the cure', async () => {
    const { code, answer } = await run('doctor')
    expect({ code, answer }).toMatchObject({ code: 1, answer: { healthy: false } })
    const { checks } = answer as { readonly checks: readonly { readonly name: string; readonly state: string; readonly says: string; readonly cure?: string }[] }
    expect(checks.filter(({ state }) => state === 'fail')).toEqual([{ name: 'retention', state: 'fail', says: '30 days; the oldest raw event is of 2025-10-11', cure: 'Run: parel-telemetry cleanup' }])
    expect(checks.every(({ state, says, cure }) => says !== '' && (state === 'ok') === (cure === undefined))).toBe(true)
  })

  it('erase --before', async () => expect(await run('erase', '--before', '2025-10-12', '--yes')).toEqual(done({ deleted: 1, sealed: ['2025-10-11'], skipped: [] })))
  it('cleanup', async () => expect(await run('cleanup', '--days', '20')).toEqual(done({ deleted: 1, sealed: expect.arrayContaining(['2025-10-12']), skipped: [], retentionDays: 20 })))
  it('restore', async () => expect(await run('restore', 'b.db', '--force')).toEqual(done({ database: './telemetry.db', events: 2, kept: expect.stringMatching(/^\.\/telemetry\.db\.before-restore-\d{8}T\d{6}Z$/) })))

  it('token new, list and revoke', async () => {
    const { answer } = await run('token', 'new', '--label', 'laptop')
    const { id, token, createdAt } = answer as { readonly id: string; readonly token: string; readonly createdAt: string }
    expect(answer).toEqual({ id, label: 'laptop', createdAt, expiresAt: null, token })
    expect(await run('token', 'list')).toEqual(done({ tokens: [{ id, label: 'laptop', createdAt, expiresAt: null }] }))
    expect(await run('token', 'revoke', id)).toEqual(done({ revoked: id }))
    expect(await run('token', 'list')).toEqual(done({ tokens: [] }))
  })

  it('config', async () => {
    const { code, answer } = await run('config', '--port', '8080')
    const { settings } = answer as { readonly settings: readonly { readonly key: string }[] }
    expect(code).toBe(0)
    expect(settings.find(({ key }) => key === 'port')).toEqual({ key: 'port', variable: 'PORT', value: '8080', origin: 'flag' })
    expect(settings.find(({ key }) => key === 'retentionDays')).toEqual({ key: 'retentionDays', variable: 'TELEMETRY_RETENTION_DAYS', value: '30', origin: 'default' })
  })

  it('audit', async () => {
    expect(await run('audit')).toEqual(done({ findings: [], files: expect.arrayContaining(['./telemetry.db']), bytes: expect.any(Number), values: expect.any(Number), freePages: expect.any(Number), unread: [], cleaning: { routes: [], strict: false, allow: [], deny: [], review: true } }))
  })

  it('demo', async () => expect(await run('demo', '--seed-only', '--days', '2', '--database', 'demo.db')).toEqual(done({ database: 'demo.db', events: expect.any(Number), days: 2 })))
  it('erase --everything', async () => expect(await run('erase', '--database', 'demo.db', '--everything', '--yes')).toEqual(done({ erased: ['demo.db'] })))

  it('a failure, on standard error', async () => {
    const { code, stdout, stderr } = await work.run(['aggregate', '--database', 'none.db', '--json'])
    expect({ code, stdout, error: JSON.parse(stderr) }).toEqual({
      code: 66, stdout: '', error: { error: { exitCode: 66, message: 'There is no database at none.db. Give --database or TELEMETRY_DATABASE; "parel-telemetry serve" creates one.' } },
    })
  })
})
