import { afterEach, describe, expect, it, vi } from 'vitest'
import { createTelemetryServer, memoryStore } from '../../src/index'
import type { TelemetryServerOptions } from '../../src/options'
import { resolveOptions, type Environment } from '../../src/resolve-options'

afterEach(() => vi.unstubAllEnvs())

describe('recording', () => {
  it.each<[string, Environment, boolean]>([
    ['is on by itself', {}, true],
    ['is on in production', { NODE_ENV: 'production' }, true],
    ['is off in development', { NODE_ENV: 'development' }, false],
    ['is on in development when it is set', { NODE_ENV: 'development', TELEMETRY_ENABLED: 'true' }, true],
    ['is off when it is set so', { NODE_ENV: 'production', TELEMETRY_ENABLED: 'false' }, false],
    ['follows 0 too', { TELEMETRY_ENABLED: '0' }, false],
    ['follows an empty value as none', { TELEMETRY_ENABLED: '', NODE_ENV: 'development' }, false],
  ])('%s', (_name, environment, expected) => {
    expect(resolveOptions({}, environment).enabled).toBe(expected)
  })

  it.each([
    ['an hour', 'production', 3_600_000],
    ['seconds in development, where whoever switches it on waits for the first event', 'development', 10_000],
  ])('switched off lets clients rest for %s', async (_name, NODE_ENV, pauseMs) => {
    vi.stubEnv('NODE_ENV', NODE_ENV)
    const telemetry = createTelemetryServer({ store: memoryStore(), enabled: false })
    const response = await telemetry.fetch(new Request('http://127.0.0.1/api/telemetry', { method: 'POST', body: '{"type":"page_view","page":"/"}' }))
    expect(await response.json()).toEqual({ success: true, accepted: 0, duplicates: 0, dropped: {}, pauseMs })
  })

  it('follows the option before the environment', () => {
    expect(resolveOptions({ enabled: true }, { TELEMETRY_ENABLED: 'false' }).enabled).toBe(true)
  })
})

it('every option may be undefined, as what an app reads from its environment is, and is then left out', () => {
  type Unset = { readonly [Name in keyof TelemetryServerOptions]-?: undefined }
  const unset = new Proxy({} as Unset, { ownKeys: () => ['adminToken', 'database', 'logger'], getOwnPropertyDescriptor: () => ({ configurable: true, enumerable: true, value: undefined }) })
  const options: TelemetryServerOptions = unset
  expect(resolveOptions(options, {})).toMatchObject({ adminTokens: [], database: './telemetry.db', retentionDays: 30 })
})

it('a variable that is blank is none, as an empty one is', () => {
  const names = ['DATABASE', 'ENABLED', 'ADMIN_TOKEN', 'BASE_PATH', 'ALLOWED_ORIGINS', 'MIN_SESSIONS', 'RETENTION_DAYS', 'SCHEDULE', 'TIME_ZONE', 'ROUTES', 'ALLOW_KEYS', 'DENY_KEYS', 'REVIEW', 'TRUSTED_PROXIES', 'BOTS']
  const { now: _now, logger: _logger, ...blank } = resolveOptions({}, Object.fromEntries(names.map((name) => [`TELEMETRY_${name}`, ' '])))
  expect(resolveOptions({}, {})).toMatchObject(blank)
})

describe('a setting that cannot work', () => {
  it.each<[string, () => unknown, RegExp]>([
    ['a switch', () => resolveOptions({}, { TELEMETRY_ENABLED: 'perhaps' }), /TELEMETRY_ENABLED is "perhaps". Give true or false/],
    ['a retention', () => resolveOptions({}, { TELEMETRY_RETENTION_DAYS: 'thirty' }), /TELEMETRY_RETENTION_DAYS.*"thirty".*for example 30/],
    ['a retention within the time that late events may come', () => resolveOptions({ retentionDays: 7 }, {}), /7.*from 8 to 36500/],
    ['a number of sessions', () => resolveOptions({ minSessions: 0 }, {}), /minSessions is 0.*from 1/],
    ['a number of sessions that is none', () => resolveOptions({ minSessions: Number.NaN }, {}), /minSessions is NaN/],
    ['more sessions than the command line takes', () => resolveOptions({ minSessions: 10_001 }, {}), /^minSessions is 10001\. Give a whole number of sessions from 1 to 10000, for example 11\.$/],
    ['a number of sessions of the environment', () => resolveOptions({}, { TELEMETRY_MIN_SESSIONS: 'few' }), /TELEMETRY_MIN_SESSIONS is "few".*from 1 to 10000, for example 11/],
    ['a route', () => resolveOptions({}, { TELEMETRY_ROUTES: '/a, u/[name]' }), /TELEMETRY_ROUTES has "u\/\[name\]".*"\/docs\/install,\/u\/\[name\]"/],
    ['a time zone', () => resolveOptions({}, { TELEMETRY_TIME_ZONE: 'Mars/X' }), /TELEMETRY_TIME_ZONE \(timeZone\) is "Mars\/X".*"Europe\/Berlin"/],
    ['a number of proxies', () => resolveOptions({ trustedProxies: -1 }, {}), /^trustedProxies is -1\. Give a whole number of proxies from 0 to 16, for example 1\.$/],
    ['more proxies than the command line takes', () => resolveOptions({ trustedProxies: 17 }, {}), /^trustedProxies is 17\. Give a whole number of proxies from 0 to 16, for example 1\.$/],
    ['a number of proxies of the environment', () => resolveOptions({}, { TELEMETRY_TRUSTED_PROXIES: 'one' }), /^TELEMETRY_TRUSTED_PROXIES is "one"\. Give a whole number of proxies from 0 to 16, for example 1\.$/],
    ['a word for bots of the environment', () => resolveOptions({}, { TELEMETRY_BOTS: 'maybe' }), /^TELEMETRY_BOTS is "maybe"\. Give one of: drop, keep\.$/],
    ['a folder for a database', () => resolveOptions({ database: '/data/telemetry.db/' }, {}), /^database \(TELEMETRY_DATABASE\) is "\/data\/telemetry\.db\/": .*slash at its end.* "\/data\/telemetry\.db"/],
    ['a database whose name no file can have', () => resolveOptions({}, { TELEMETRY_DATABASE: 'a\0b' }), /NUL character.*Give the path of a file/],
    ['a database in memory', () => resolveOptions({ database: ':memory:' }, {}), /^database \(TELEMETRY_DATABASE\) is ":memory:": .*Give the path of a file; for a test, give .* memoryStore\(\)/],
    ['the address of a database, as Prisma has it', () => resolveOptions({ database: 'file:./telemetry.db?mode=rwc' }, {}), /database \(TELEMETRY_DATABASE\) is "file:\.\/telemetry\.db\?mode=rwc": that is an address\. Give the path alone, for example "\.\/telemetry\.db"\./],
    ['the address of a database of the environment', () => resolveOptions({}, { TELEMETRY_DATABASE: 'file:///var/lib/t.db' }), /Give the path alone, for example "\/var\/lib\/t\.db"\./],
    ['a database in memory of the environment', () => resolveOptions({}, { TELEMETRY_DATABASE: ' file::memory:?cache=shared ' }), /"file::memory:\?cache=shared".*memoryStore\(\)/],
    ['a database without a name', () => resolveOptions({ database: '' }, {}), /^database \(TELEMETRY_DATABASE\) is empty\. Give the path of a file/],
    ['a durability', () => resolveOptions({ durability: 'fast' as 'full' }, {}), /durability is "fast"\. Give "full" or "normal"/],
    ['a quota', () => resolveOptions({ quotaBytes: -5 }, {}), /quotaBytes is -5/],
    ['a rate', () => resolveOptions({ rateLimit: { requests: 0, perSeconds: 20 } }, {}), /rateLimit\.requests is 0\..*for example 400/],
    ['a window', () => resolveOptions({ rateLimit: { requests: 5, perSeconds: Number.NaN } }, {}), /rateLimit\.perSeconds is NaN/],
    ['a limit', () => resolveOptions({ limits: { bodyBytes: '64k' as unknown as number } }, {}), /limits\.bodyBytes is "64k"\..*for example 65536/],
    ['a limit longer than a timer', () => resolveOptions({ limits: { bodyTimeoutMs: 2 ** 31 } }, {}), /limits\.bodyTimeoutMs is 2147483648\. Give a whole number from 1 to 2147483647, for example 10000/],
    ['a depth for which no stack is enough', () => resolveOptions({ limits: { jsonDepth: 1001 } }, {}), /limits\.jsonDepth is 1001\. Give a whole number from 1 to 1000, for example 8/],
    ['a window longer than a source is known', () => resolveOptions({ rateLimit: { requests: 5, perSeconds: 86_400 } }, {}), /rateLimit\.perSeconds is 86400\. Give a whole number from 1 to 3600, for example 20/],
    ['an origin', () => resolveOptions({}, { TELEMETRY_ALLOWED_ORIGINS: 'shop.example' }), /"shop.example".*https:\/\/shop.example/],
    ['a host', () => resolveOptions({ allowedHosts: ['https://shop.example'] }, {}), /^allowedHosts has "https:\/\/shop\.example"\. Give a host such as "shop\.example"/],
    ['all origins below a name', () => resolveOptions({ allowedOrigins: ['https://*.shop.example'] }, {}), /^allowedOrigins .* has "https:\/\/\*\.shop\.example"\. Give each origin, such as "https:\/\/shop\.example", or "\*" for all\.$/],
    ['a file as an origin', () => resolveOptions({ allowedOrigins: ['file:///app'] }, {}), /^allowedOrigins .* has "file:\/\/\/app"\. Give an origin/],
    ...['*.shop.example', '*', '::1', 'shop.example:'].map((host) => [`a host that no request names: ${host}`, () => resolveOptions({ allowedHosts: [host] }, {}), /^allowedHosts has ".*"\. Give a host such as "shop\.example", "shop\.example:8443" or "\[::1\]", without "https:\/\/", path and star\.$/] as const),
    ['a path', () => resolveOptions({ basePath: 'tools' }, {}), /^basePath \(TELEMETRY_BASE_PATH\) is "tools"/],
    ['a path that a browser shortens', () => resolveOptions({ dashboardPath: '/admin/../telemetry' }, {}), /^dashboardPath is "\/admin\/\.\.\/telemetry"\. Give a path/],
    ['a path with a query', () => resolveOptions({ apiPath: '/api?x=1' }, {}), /apiPath/],
    ['a host as a path', () => resolveOptions({ basePath: '//evil.example' }, {}), /basePath/],
  ])('is refused with its name, its value and the cure: %s', (_name, resolve, message) => {
    expect(resolve).toThrow(message)
  })
})

describe('what JavaScript lets through', () => {
  const list = (...refused: readonly (readonly [options: unknown, message: string])[]) => refused.map(([options, message]) => ({ options, message }))
  const anObject = 'an object that lacks what is needed'

  it.each(
    list(
      [null, "The options of createTelemetryServer are null. Give an object, for example { database: './telemetry.db' }."],
      ['./x.db', "The options of createTelemetryServer are a text. Give an object, for example { database: './telemetry.db' }."],
      [{ databse: './x.db' }, '"databse" is no option of createTelemetryServer. Did you mean "database"?'],
      [{ token: 'abc' }, '"token" is no option of createTelemetryServer. Give one of: store, database, '],
      [{ retention: 30 }, '"retention" is no option of createTelemetryServer. Did you mean "retentionDays"?'],
      [{ limits: { bodyByte: 1 } }, '"bodyByte" in limits is no limit. Did you mean "bodyBytes"?'],
      [{ limits: 5 }, 'limits is 5. Give an object such as { bodyBytes: 65536 }, or leave it out.'],
      [{ rateLimit: { requests: 1, perSecond: 1 } }, '"perSecond" in rateLimit is no part of a rate limit. Did you mean "perSeconds"?'],
      [{ rateLimit: true }, 'rateLimit is true. Give false, or an object such as { requests: 400, perSeconds: 20 }, or leave it out.'],
      [{ allowedOrigins: 'https://a.example' }, 'allowedOrigins is "https://a.example". Give a list of texts, for example ["https://shop.example"], or leave it out.'],
      [{ allowedHosts: [5] }, 'allowedHosts is a list with 5 in it. Give a list of texts, for example ["shop.example"], or leave it out.'],
      [{ bots: 'maybe' }, 'bots is "maybe". Give "drop" or "keep", or leave it out.'],
      [{ enabled: 'yes' }, 'enabled is "yes". Give true or false, or leave it out.'],
      [{ honorSignals: 'no' }, 'honorSignals is "no". Give true or false, or leave it out.'],
      [{ strict: true }, 'strict is true, but there are no routes whose words could survive. Give routes (TELEMETRY_ROUTES), or leave strict out.'],
      [{ deny: ['plan', null] }, 'deny is a list with null in it. Give a list of texts, for example ["plan_name"], or leave it out.'],
      [{ routes: 'a' }, 'routes is "a". Give a list of texts, for example ["/u/[name]"], or leave it out.'],
      [{ routes: ['a'] }, 'routes has "a". Give routes such as "/docs/install,/u/[name]".'],
      [{ apiPath: '/t', dashboardPath: '/t/' }, 'apiPath and dashboardPath are both "/t": the dashboard could not be reached. Give each a path of its own.'],
      [{ authorize: true }, 'authorize is true. Give a function of the request that answers true or false, or leave it out.'],
      [{ store: {} }, `store is ${anObject}. Give a store, for example memoryStore(), or leave it out.`],
      [{ database: 5 }, 'database is 5. Give a text, for example "./telemetry.db", or leave it out.'],
      [{ logger: 'x' }, 'logger is "x". Give an object with the functions debug, info, warn and error, for example console, or leave it out.'],
      [{ forwarders: {} }, `forwarders is ${anObject}. Give what createBackgroundWork() made, or leave it out.`],
      [{ timeZone: null }, 'timeZone is null. Give a text, for example "Europe/Berlin", or leave it out.'],
      [{ trustedProxies: '1' }, 'trustedProxies is "1". Give a whole number of proxies from 0 to 16, for example 1.'],
      [{ retentionDays: '30' }, 'retentionDays (TELEMETRY_RETENTION_DAYS) is "30". Give a whole number of days from 8 to 36500, for example 30.'],
      [{ retentionDays: true }, 'retentionDays is true. Give a number, for example 30, or leave it out.'],
    ),
  )('is refused at once: $message', ({ options, message }) => {
    expect(() => resolveOptions(options as TelemetryServerOptions, {})).toThrow(expect.objectContaining({ name: 'ConfigError', message: expect.stringContaining(message) }))
  })

  it('is shown in short, and a token never', () => {
    expect(() => resolveOptions({ bots: 'x'.repeat(500) as 'drop' }, {})).toThrow(`bots is "${'x'.repeat(60)}…".`)
    expect(() => resolveOptions({ adminToken: 987_654_321 as unknown as string }, {})).toThrow('adminToken is a number. Give')
  })

  it('is left out when it is undefined', () => {
    expect(resolveOptions({ store: undefined, bots: undefined, strict: undefined } as TelemetryServerOptions, {})).toMatchObject({ bots: 'drop', strict: false })
  })

  it('may be strict with routes of the environment', () => {
    expect(resolveOptions({ strict: true }, { TELEMETRY_ROUTES: '/docs' })).toMatchObject({ strict: true, routes: ['/docs'] })
  })
})

describe('the environment', () => {
  it('fills what no option says', () => {
    const environment = {
      TELEMETRY_DATABASE: '/data/t.db', TELEMETRY_BASE_PATH: '/tools/', TELEMETRY_ALLOWED_ORIGINS: 'https://a.example, https://b.example:8443/', TELEMETRY_RETENTION_DAYS: '90', TELEMETRY_TIME_ZONE: 'Europe/Berlin',
      TELEMETRY_MIN_SESSIONS: '11', TELEMETRY_ROUTES: '/docs/install, /u/[name]', TELEMETRY_TRUSTED_PROXIES: '2', TELEMETRY_BOTS: 'Keep',
    }
    expect(resolveOptions({}, environment)).toMatchObject({
      database: '/data/t.db', basePath: '/tools', allowedOrigins: new Set(['https://a.example', 'https://b.example:8443']), retentionDays: 90, timeZone: 'Europe/Berlin', minSessions: 11,
      routes: ['/docs/install', '/u/[name]'], trustedProxies: 2, bots: 'keep',
    })
  })

  it('leaves the documented defaults', () => {
    expect(resolveOptions({}, {})).toMatchObject({
      database: './telemetry.db', basePath: '', apiPath: '/api/telemetry', dashboardPath: '/admin/telemetry', allowedOrigins: null, allowedHosts: null, trustedProxies: 0,
      rateLimit: { requests: 400, perSeconds: 20 }, bots: 'drop', honorSignals: true, minSessions: 1, retentionDays: 30, timeZone: undefined, durability: 'full', strict: false,
      limits: { bodyBytes: 65_536, inflatedBytes: 1_048_576, bodyTimeoutMs: 10_000, jsonDepth: 8, jsonValues: 50_000, batchEvents: 1000, sessionEvents: 10_000, liveViews: 20 },
    })
  })
})
