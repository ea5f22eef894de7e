import { writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { appDatabase } from './app-database'

const { path, run, recordWith, pagesOfDay, writeSetting } = appDatabase()

it('daily numbers of a command are folded as the server folds them, unless the command is told otherwise', async () => {
  await recordWith({ minSessions: 3 }, '/dashboard')
  await run(['aggregate'])
  expect(await pagesOfDay()).toEqual(['(rare)'])
  await run(['aggregate', '--all'], { TELEMETRY_MIN_SESSIONS: '1' })
  expect(await pagesOfDay()).toEqual(['/dashboard'])
})

it('an audit knows the routes of the server and says so', async () => {
  await recordWith({ routes: ['/guides/98104711'] }, '/guides/98104711')
  expect(await run(['audit'])).toMatchObject({ code: 0, said: expect.stringContaining('Judged by 1 route of the server.') })
  expect((await run(['audit'], { TELEMETRY_ROUTES: '/about' })).code).toBe(1)
})

it('an audit knows that the server is strict: words of no route, which stood there before, are findings', async () => {
  await recordWith({}, '/settings/profile')
  expect((await run(['audit'])).code).toBe(0)
  await recordWith({ routes: ['/about'], strict: true }, '/about')
  const { code, said } = await run(['audit'])
  expect(said).toContain('Judged by 1 route of the server, beside which no other word may stand in an address.')
  expect(said).toMatch(/^address /m)
  expect(code).toBe(1)
})

it('an audit and an import know the keys that the server allows and denies', async () => {
  await recordWith({ allow: ['apiKey'], deny: ['planName'] }, '/about')
  const line = { id: 'i-1', type: 'action', action: 'sent', page: '/about', metadata: { apiKey: 'blue', planName: 'pro' }, createdAt: '2025-10-13T12:00:00.000Z' }
  writeFileSync(path('in'), JSON.stringify(line))
  await run(['import', path('in')])
  const exported = await run(['export'])
  expect(exported.said).toContain('"apiKey":"blue"')
  expect(exported.said).not.toContain('planName')
  expect(await run(['audit'])).toMatchObject({ code: 0, said: expect.stringMatching(/^The server lets these keys stay: apiKey\.\nThe server drops these keys: planName\.$/m) })
  expect((await run(['audit'], { TELEMETRY_DENY_KEYS: 'apiKey' })).code).toBe(1)
})

it.each([{ bride: 'Ada Lovelace' }, { 'Priya Sharma': 1 }, { geo: [48.137, 11.576] }])('an audit looks a second time where the server does, and says where it does not: %o', async (metadata) => {
  await recordWith({ review: false }, '/about')
  const line = { id: 'i-1', type: 'action', action: 'sent', page: '/about', metadata, createdAt: '2025-10-13T12:00:00.000Z' }
  writeFileSync(path('in'), JSON.stringify(line))
  await run(['import', path('in')])
  expect(await run(['audit'])).toMatchObject({ code: 0, said: expect.stringContaining('The server does not look a second time, for names of persons; nor does this audit.') })
  const { code, said } = await run(['audit'], { TELEMETRY_REVIEW: 'on' })
  expect(said).toMatch(/^uncleaned_metadata /m)
  expect(code).toBe(1)
})

it('an audit finds names of persons in pages, in actions and in daily numbers that an older version wrote', async () => {
  await recordWith({ review: false, minSessions: 1 }, '/users/okafor')
  const line = { id: 'i-1', type: 'action', action: 'Order for Priya Sharma', page: '/users/okafor', createdAt: '2025-10-13T12:00:00.000Z' }
  writeFileSync(path('in'), JSON.stringify(line))
  await run(['import', path('in')])
  await run(['aggregate', '--all'])
  expect((await run(['audit'])).code).toBe(0)
  const { code, said } = await run(['audit'], { TELEMETRY_REVIEW: 'on' })
  expect(code).toBe(1)
  for (const finding of [/^address +telemetry_words\.text /m, /^name +telemetry_words\.text /m, /^address +telemetry_daily\./m]) expect(said).toMatch(finding)
  expect((await run(['audit'], { TELEMETRY_REVIEW: 'on', TELEMETRY_ROUTES: '/users/okafor' })).said).not.toMatch(/^address /m)
})

it('an import looks a second time, as the server does', async () => {
  await recordWith({}, '/about')
  const line = { id: 'i-1', type: 'action', action: 'sent', page: '/about', metadata: { bride: 'Ada Lovelace', plan: 'pro' }, createdAt: '2025-10-13T12:00:00.000Z' }
  writeFileSync(path('in'), JSON.stringify(line))
  await run(['import', path('in')])
  const { said } = await run(['export'])
  expect(said).toContain('"plan":"pro"')
  expect(said).not.toContain('Lovelace')
})

it('imported events are cleaned as the server cleans its own', async () => {
  await recordWith({ routes: ['/guides/98104711'] }, '/guides/98104711')
  const line = { id: 'i-1', type: 'page_view', page: '/guides/98104711', createdAt: '2025-10-13T12:00:00.000Z' }
  writeFileSync(path('in'), JSON.stringify(line))
  await run(['import', path('in')])
  await run(['aggregate'])
  expect(await pagesOfDay()).toEqual(['/guides/98104711'])
})

it('the retention of the server holds for a clean-up, and of a server that records nothing nothing is noted', async () => {
  await recordWith({ retentionDays: 90 }, '/dashboard')
  await recordWith({ retentionDays: 40, enabled: false })
  expect((await run(['cleanup'])).said).toContain('older than 90 days')
  expect((await run(['cleanup', '--days', '10'])).said).toContain('older than 10 days')
})

it.each(['{"routes":7}', 'no JSON', 'null', '{"routes":[],"strict":"yes","minSessions":1,"retentionDays":90}', '{"routes":[],"strict":false,"minSessions":1,"retentionDays":3}', '{"given":{"retentionDays":7.5}}'])('a note that no server wrote is none: %s', async (text) => {
  await writeSetting('rules', text)
  const { code, said } = await run(['cleanup'])
  expect([code, said]).toEqual([0, expect.stringContaining('older than 30 days')])
  expect(said).toMatch(/^parel-telemetry: what servers noted of their rules in .* is damaged and not heeded\. Start the app/)
})
