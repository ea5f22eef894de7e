import { expect, it } from 'vitest'
import { appDatabase } from './app-database'

const { run, recordWith, pagesOfDay, writeSetting } = appDatabase()
const app = { minSessions: 3, retentionDays: 90, routes: ['/guides/98104711'], strict: true }
const serve = (environment: Readonly<Record<string, string>> = {}, ...flags: readonly string[]) => run(['serve', '--port', '0', '--no-schedule', ...flags], environment)

it('a server of the command line leaves the rules of an app as they are, and works with them', async () => {
  await recordWith(app, '/guides/98104711')
  expect(await serve()).toMatchObject({ code: 0, said: expect.stringMatching(/rules of the app.*TELEMETRY_RETENTION_DAYS=90.*TELEMETRY_MIN_SESSIONS=3/) })
  expect((await run(['cleanup'])).said).toContain('older than 90 days')
  expect((await run(['audit'])).said).toContain('Judged by 1 route of the server, beside which no other word')
  await run(['aggregate'])
  expect(await pagesOfDay()).toEqual(['(rare)'])
})

it('what a server of the command line takes from an app is shown, with its origin', async () => {
  await recordWith(app, '/about')
  expect((await run(['config'])).said).toMatch(/TELEMETRY_MIN_SESSIONS +3 +server/)
  expect((await run(['config'], { TELEMETRY_MIN_SESSIONS: '4' })).said).toMatch(/TELEMETRY_MIN_SESSIONS +4 +environment/)
})

it('what a server of the command line was given holds for commands too, the rest stays that of the app, and a difference is warned of', async () => {
  await recordWith(app, '/guides/98104711')
  const { said } = await serve({ TELEMETRY_MIN_SESSIONS: '1' }, '--retention-days', '90')
  expect(said).toMatch(/"level":"warn".*TELEMETRY_MIN_SESSIONS is 1, and 3 in the app/)
  expect(said).not.toContain('TELEMETRY_RETENTION_DAYS is')
  await run(['aggregate'])
  expect(await pagesOfDay()).toEqual(['/guides/98104711'])
  expect((await run(['cleanup'])).said).toContain('older than 90 days')
})

it('a value that was taken out of the settings of a server does not come back', async () => {
  await serve({ TELEMETRY_MIN_SESSIONS: '5' }, '--retention-days', '60')
  expect((await run(['cleanup'])).said).toContain('older than 60 days')
  expect((await run(['config'])).said).toMatch(/TELEMETRY_MIN_SESSIONS +1 +default/)
  await serve()
  expect((await run(['cleanup'])).said).toContain('older than 30 days')
})

it('an app that opens the file later has the last word', async () => {
  await recordWith(app, '/about')
  await serve({}, '--retention-days', '60')
  await recordWith(app)
  expect((await run(['cleanup'])).said).toContain('older than 90 days')
})

it('a server of the command line with routes of its own is not strict by those of an app', async () => {
  await recordWith(app, '/about')
  await serve({ TELEMETRY_ROUTES: '/about' })
  expect((await run(['audit'])).said).toContain('Judged by 1 route of the server.')
})

it('a server of the command line starts beside a note that no server wrote', async () => {
  await recordWith({}, '/about')
  await writeSetting('rules', '{"routes":7,"given":[]}')
  expect((await serve({}, '--retention-days', '60')).code).toBe(0)
  expect((await run(['cleanup'])).said).toContain('older than 60 days')
})
