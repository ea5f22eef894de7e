import { describe, expect, it } from 'vitest'
import { checkStoredSettings } from '../../src/cli/check-stored'
import { checkData, checkDatabaseFile, type Finding, judgeDisk } from '../../src/cli/doctor-checks'
import { checkAlerts } from '../../src/cli/doctor-forwarders'
import { checkAdminToken, checkIdle, checkNames, checkNode, checkSettings, checkTogether } from '../../src/cli/doctor-settings'
import { resolveSettings } from '../../src/config/resolve-settings'
import { startState } from '../../src/forwarders/outbox-state'
import { migrations } from '../../src/store/sqlite/migrate'
import type { StoreHealth } from '../../src/store/store'

const dayMs = 86_400_000
const now = Date.UTC(2025, 9, 13, 12)
const today = Math.floor(now / dayMs)

const resolve = (environment: Readonly<Record<string, string>> = {}) => resolveSettings({ flags: new Map(), environment, file: null })

const healthy: StoreHealth = {
  timeZone: 'UTC', rawEvents: 1543, bytes: 2_000_000, quotaBytes: 10_000_000, schemaVersion: migrations.length, lastEventAt: now - 60_000, lastAggregationAt: now - 11 * 3_600_000,
  unaggregatedDays: [today], oldestRawDay: today - 29, received: 0, stored: 0, duplicates: 0, dropped: new Map(), clientLost: new Map(), gaps: 0, removed: new Map(),
}

function look(over: Partial<StoreHealth>, name: string, environment: Readonly<Record<string, string>> = {}): Finding | undefined {
  return checkData({ ...healthy, ...over }, { settings: resolve(environment).values, forwarders: new Map(), now }).find((finding) => finding.name === name)
}

describe('a healthy server', () => {
  it('has nothing to look at', () => {
    const findings = [checkNode({ node: '24.21.0', sqlite: '3.53.4' }), checkTogether(resolve().values), ...checkSettings(resolve()), ...checkData(healthy, { settings: resolve().values, forwarders: new Map(), now })]
    expect(findings.filter(({ state }) => state !== 'ok')).toEqual([])
  })
})

describe('doctor', () => {
  it.each([
    ['an old Node', () => checkNode({ node: '20.20.2' }), { state: 'fail', says: 'v20.20.2, without SQLite', cure: 'Run Node 22.22.3, 24.15, 25.8.1 or later.' }],
    ['an SQLite that loses rows', () => checkNode({ node: '22.16.0', sqlite: '3.49.1' }), { state: 'fail', says: 'v22.16.0 with SQLite 3.49.1', cure: 'Run Node 22.22.3, 24.15, 25.8.1 or later.' }],
    ['a weak token', () => checkTogether(resolve({ TELEMETRY_ADMIN_TOKEN: 'short' }).values), { state: 'fail', says: expect.stringContaining('too weak: it has 5 characters') }],
    ['half of Axiom', () => checkTogether(resolve({ AXIOM_DATASET: 'events' }).values), { state: 'fail', says: 'AXIOM_DATASET is set and AXIOM_TOKEN is not. Give both, or neither.' }],
    ['a threshold without an address', () => checkTogether(resolve({ TELEMETRY_ALERT_P95_MS: '500' }).values), { state: 'fail', says: expect.stringContaining('no TELEMETRY_ALERT_URL') }],
    ['a name that is nearly that of a setting', () => checkNames({ TELEMETRY_DENY_KEY: 'plan' })[0], { state: 'warn', says: 'nothing reads TELEMETRY_DENY_KEY', cure: 'Did you mean TELEMETRY_DENY_KEYS?' }],
    ['a name that has our beginning although that of the setting has none', () => checkNames({ TELEMETRY_PORT: '3000' })[0], { state: 'warn', says: 'nothing reads TELEMETRY_PORT', cure: 'Did you mean PORT?' }],
    ['an address of Plausible without a site', () => checkIdle(resolve({ PLAUSIBLE_URL: 'https://plausible.shop.example' }))[0], { state: 'warn', says: 'PLAUSIBLE_URL has no effect without PLAUSIBLE_DOMAIN', cure: 'Set both, or neither.' }],
    ['an address of Axiom without a dataset', () => checkIdle(resolve({ AXIOM_URL: 'https://api.eu.axiom.co' }))[0], { state: 'warn', says: 'AXIOM_URL has no effect without AXIOM_DATASET' }],
    ['a secret without an address', () => checkIdle(resolve({ TELEMETRY_WEBHOOK_SECRET: 'shared' }))[0], { state: 'warn', says: 'TELEMETRY_WEBHOOK_SECRET has no effect without TELEMETRY_WEBHOOK_URL or TELEMETRY_ALERT_URL' }],
    ['silence that nobody would be told of', () => checkIdle(resolve({ TELEMETRY_ALERT_SILENCE_MINUTES: '30' }))[0], { state: 'warn', says: 'TELEMETRY_ALERT_SILENCE_MINUTES has no effect without TELEMETRY_ALERT_URL' }],
    ['recording that is off', () => checkSettings(resolve({ TELEMETRY_ENABLED: 'false' }))[0], { state: 'fail', says: 'events are not recorded (environment)', cure: 'Set TELEMETRY_ENABLED=true.' }],
    ['recording that is off in development', () => checkSettings(resolve({ NODE_ENV: 'development' }))[0], { state: 'fail', says: 'events are not recorded (default)', cure: 'Set TELEMETRY_ENABLED=true.' }],
    ['a schedule that is left to cron', () => checkSettings(resolve({ TELEMETRY_SCHEDULE: 'off' }))[1], { state: 'warn', cure: expect.stringContaining('crontab -l') }],
    ['an open address without a token', () => checkAdminToken(resolve({ HOST: '0.0.0.0' }).values, { storedTokens: 0, isProduction: false }), { state: 'fail', cure: expect.stringContaining('TELEMETRY_ADMIN_TOKEN') }],
    ['production without a token', () => checkAdminToken(resolve().values, { storedTokens: 0, isProduction: true }), { state: 'warn', says: 'not set, so the dashboard opens for nobody' }],
    ['a folder that does not exist', () => checkDatabaseFile(resolve({ TELEMETRY_DATABASE: '/none/at/all/telemetry.db' }).values)[0], { state: 'fail', says: 'the folder /none/at/all does not exist' }],
    ['a disk that is nearly full', () => judgeDisk(100_000_000), { state: 'warn', says: '95.4 MiB free' }],
    ['a disk that is full', () => judgeDisk(4096), { state: 'fail', says: '4.0 KiB free' }],
    ['an older schema', () => look({ schemaVersion: 2 }, 'schema'), { state: 'warn', says: 'version 2, where 4 is the newest; time zone UTC', cure: expect.stringContaining('when it starts') }],
    ['a quota that is used up', () => look({ bytes: 10_000_000 }, 'size'), { state: 'fail', says: expect.stringContaining('used up'), cure: expect.stringContaining('cleanup --days 14') }],
    ['a quota that is nearly full', () => look({ bytes: 8_500_000 }, 'size'), { state: 'warn', cure: 'Run: parel-telemetry cleanup --days 14' }],
    ['no event at all', () => look({ lastEventAt: null }, 'last event'), { state: 'warn', says: 'none yet', cure: expect.stringContaining('POST /api/telemetry') }],
    ['no event for a day', () => look({ lastEventAt: now - 30 * 3_600_000 }, 'last event'), { state: 'warn', says: '30 hours ago' }],
    ['a clock that is behind', () => look({ lastEventAt: now + 3_600_000 }, 'clock'), { state: 'fail', cure: 'Set the clock of this machine (NTP).' }],
    ['days that are undone', () => look({ lastAggregationAt: now - 27 * 3_600_000, unaggregatedDays: [today - 3, today - 1, today] }, 'aggregation'), { state: 'fail', says: expect.stringContaining('2 days undone since 2025-10-10'), cure: expect.stringContaining('parel-telemetry aggregate') }],
    ['an aggregation that never ran', () => look({ lastAggregationAt: null, unaggregatedDays: [today - 2] }, 'aggregation'), { state: 'fail', says: 'last never, 1 day undone since 2025-10-11' }],
    ['events beyond the retention', () => look({ oldestRawDay: today - 40 }, 'retention'), { state: 'fail', says: '30 days; the oldest raw event is of 2025-09-03', cure: 'Run: parel-telemetry cleanup' }],
  ] as const)('tells of %s, with a cure', (_name, check, expected) => {
    expect(check()).toMatchObject({ cure: expect.stringMatching(/\w/), ...expected })
  })

  it('does not tell of names that settings have, that are far from any, or that are not set under our beginning', () => {
    expect(checkNames({ TELEMETRY_DENY_KEYS: 'plan', TELEMETRY_CONFIG: 'a.json', TELEMETRY_WEBHOOK_URL: 'https://a.example', TELEMETRY_SAMPLE_RATE: '1', HOSTS: 'a', PATH: '/bin' })).toEqual([])
  })

  it('does not tell of settings that have what they need, or say never', () => {
    expect(checkIdle(resolve())).toEqual([])
    expect(checkIdle(resolve({ TELEMETRY_ALERT_URL: 'https://a.example', TELEMETRY_WEBHOOK_SECRET: 'shared', TELEMETRY_ALERT_SILENCE_MINUTES: '30' }))).toEqual([])
    expect(checkIdle(resolve({ TELEMETRY_ALERT_SILENCE_MINUTES: '0' }))).toEqual([])
  })

  it('does not tell of yesterday before one o’clock', () => {
    expect(look({ unaggregatedDays: [today - 1, today] }, 'aggregation')).toMatchObject({ state: 'ok' })
  })

  it('does not tell of days that late events changed since the last aggregation', () => {
    expect(look({ unaggregatedDays: [today - 6, today - 3, today] }, 'aggregation')).toMatchObject({ state: 'ok', says: expect.stringContaining('2 days undone') })
  })

  it('tells of tokens that are in the database', () => {
    expect(checkAdminToken(resolve({ HOST: '0.0.0.0' }).values, { storedTokens: 2, isProduction: true })).toMatchObject({ state: 'ok', says: 'in the database' })
  })
})

describe('a destination', () => {
  const failing = JSON.stringify({ ...startState('0', 500), state: 'failing', pending: 12, dropped: 3, oldestPendingAt: now - 90_000, lastError: 'answered 401: check the token' })
  const says = 'failing, 12 waiting for 90 s, 3 dropped; answered 401: check the token'
  const check = (name: string, environment: Readonly<Record<string, string>> = {}, state = failing) =>
    checkData(healthy, { settings: resolve(environment).values, forwarders: new Map([[name, state]]), now }).filter((finding) => finding.name.startsWith('forwarder'))

  it('that is failing is a fault', () => {
    expect(check('webhook', { TELEMETRY_WEBHOOK_URL: 'https://hooks.example/' })).toMatchObject([{ name: 'forwarder webhook', state: 'fail', says }])
    expect(check('of-the-app')).toMatchObject([{ state: 'fail', says }])
  })

  it.each([
    [0, 'Nothing is lost yet: waiting events are sent when it works again.'],
    [3, 'Waiting events are sent when it works again; what was dropped is lost to it.'],
  ])('that is failing has lost what it dropped (%i)', (dropped, cure) => {
    expect(check('of-the-app', {}, JSON.stringify({ ...startState('0', 500), state: 'failing', pending: 12, dropped }))).toMatchObject([{ state: 'fail', cure }])
  })

  it('that was failing when it was taken out of the settings is none', () => {
    expect(check('webhook')).toMatchObject([{ state: 'warn', says: `${says}; no setting of this shell names it` }])
  })

  it('that is slow is told apart from one that is down', () => {
    const slow = { ...startState('0', 500), batchSize: 31, growsSlowly: true, lastError: 'did not answer in time' }
    expect(check('webhook', { TELEMETRY_WEBHOOK_URL: 'https://hooks.example/' }, JSON.stringify(slow))).toMatchObject([
      { state: 'ok', says: 'ok, 0 waiting, 0 dropped; did not answer in time; it gets 31 of 500 events at a time: more took it too long, or were too large' },
    ])
    expect(check('of-the-app', {}, JSON.stringify({ ...slow, state: 'failing' }))).toMatchObject([{ state: 'fail', says: expect.stringContaining('it gets 31 events at a time: more took it too long') }])
    expect(check('webhook', {}, JSON.stringify({ ...slow, growsSlowly: false, lastError: 'the connection failed' }))).toMatchObject([{ says: 'ok, 0 waiting, 0 dropped; the connection failed' }])
  })

  it('whose state is damaged is named, and hides no other check', () => {
    expect(check('webhook', {}, failing.slice(1))).toMatchObject([{ state: 'warn', says: 'its state in the database is damaged' }])
  })

  it('that has not run yet is named', () => {
    const { values } = resolve({ PLAUSIBLE_DOMAIN: 'shop.example' })
    expect(checkData(healthy, { settings: values, forwarders: new Map(), now }).at(-1)).toMatchObject({ name: 'forwarder plausible', state: 'ok', says: 'has not run yet: it begins when the server starts' })
  })
})

describe('alerts', () => {
  const address = { TELEMETRY_ALERT_URL: 'https://alerts.example/' }
  const undelivered = (agoMs: number) => JSON.stringify({ since: now - 7_200_000, at: now - agoMs, reason: 'answered 500' })
  const check = (stored: Readonly<Record<string, string>>, environment: Readonly<Record<string, string>> = address) =>
    checkAlerts(new Map(Object.entries(stored)), { settings: resolve(environment).values, now })

  it('that cannot be delivered are a fault', () => {
    expect(check({ 'alerts:firing': '[]', 'alerts:undelivered': undelivered(50_000) })).toEqual([
      { name: 'alerts', state: 'fail', says: 'cannot be delivered since 2025-10-13T10:00:00.000Z: answered 500', cure: 'Check TELEMETRY_ALERT_URL and what is behind it: they are told again every minute.' },
    ])
  })

  it('of which the last could not be delivered, and is over, are told', () => {
    expect(check({ 'alerts:undelivered': undelivered(3_600_000) })).toMatchObject([{ state: 'warn', says: 'the last, of 2025-10-13T11:00:00.000Z, could not be delivered: answered 500' }])
  })

  it('whose address is not in the settings of this shell are no fault', () => {
    expect(check({ 'alerts:undelivered': undelivered(50_000) }, {})).toMatchObject([{ state: 'warn', says: expect.stringContaining('no setting of this shell names an address') }])
  })

  it('that were told and are not over are counted', () => {
    expect(check({ 'alerts:firing': '["silence ","p95 /api/user"]' })).toEqual([{ name: 'alerts', state: 'ok', says: '2 are firing, and were told' }])
    expect(check({})).toEqual([{ name: 'alerts', state: 'ok', says: 'none is firing' }])
  })

  it('are not spoken of where there are none', () => {
    expect(check({}, {})).toEqual([])
  })
})

describe('what the server noted for itself', () => {
  const credential = JSON.stringify({ id: 'a', role: 'share', label: '', createdAt: 1, expiresAt: null, digest: 'b', proof: 'c' })
  const whole = {
    'alerts:firing': '["silence "]', 'forwarder:webhook': JSON.stringify(startState('7', 500)), 'share:a': credential, 'admin:a': credential.replace('share', 'admin'), 'schedule:aggregate': '12',
    rules: '{"routes":[],"strict":false,"minSessions":1,"retentionDays":90,"given":{"minSessions":2}}',
  }

  it('is nothing to look at where it can be read', () => {
    expect(checkStoredSettings(new Map(Object.entries({ ...whole, 'import:x': '0' })))).toMatchObject({ state: 'ok' })
    expect(checkStoredSettings(new Map([['rules', '{}']]))).toMatchObject({ state: 'ok' })
  })

  it.each([
    ['alerts:firing', '[7]'],
    ['alerts:undelivered', '{"since":1}'],
    ['forwarder:webhook', '{"cursor":"7"}'],
    ['share:a', credential.replace('"digest"', '"dygest"')],
    ['admin:a', ''],
    ['rules', '{"routes":7}'],
    ['rules', whole.rules.replace('"minSessions":1', '"minSessionz":1')],
    ['rules', whole.rules.replace('"minSessions":2', '"minSessions":-2')],
  ])('is named where it is damaged: %s %s', (key, text) => {
    expect(checkStoredSettings(new Map(Object.entries({ ...whole, [key]: text })))).toMatchObject({ state: 'warn', says: `damaged: ${key}` })
  })
})
