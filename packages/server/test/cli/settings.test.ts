import { describe, expect, it } from 'vitest'
import { createConfiguredAlerts } from '../../src/background/create-configured-alerts'
import { createForwarders } from '../../src/background/create-forwarders'
import { parseConfigFile } from '../../src/config/read-config-file'
import { resolveSettings, type SettingSources } from '../../src/config/resolve-settings'
import { silentLogger } from '../../src/logger'
import { memoryStore } from '../../src/store/memory'

const secret = ['xaat', 'not', 'a', 'real', 'one'].join('-')

function resolve({ flags = {}, environment = {}, file }: { flags?: Record<string, string>; environment?: Record<string, string>; file?: Record<string, unknown> }) {
  const sources: SettingSources = {
    flags: new Map(Object.entries(flags)),
    environment,
    file: file === undefined ? null : { path: 'settings.json', values: parseConfigFile(JSON.stringify(file), 'settings.json') },
  }
  return resolveSettings(sources)
}

const shownOf = (sources: Parameters<typeof resolve>[0], key: string) => resolve(sources).list.find((setting) => setting.key === key)

describe('a setting', () => {
  it.each([
    ['a flag before all', { flags: { port: '1' }, environment: { PORT: '2' }, file: { port: 3 } }, 1, 'flag'],
    ['the environment before the file', { environment: { PORT: '2' }, file: { port: 3 } }, 2, 'environment'],
    ['the file before the default', { file: { port: 3 } }, 3, 'file'],
    ['the default', {}, 3300, 'default'],
    ['the default where the environment is empty', { environment: { PORT: ' ' } }, 3300, 'default'],
  ])('comes from %s', (_name, sources, value, origin) => {
    expect(shownOf(sources, 'port')).toMatchObject({ value, origin })
  })

  it('reads lists and words', () => {
    const { values } = resolve({ environment: { TELEMETRY_ALLOWED_ORIGINS: 'https://a.example, https://b.example', TELEMETRY_ENABLED: 'No' } })
    expect(values).toMatchObject({ allowedOrigins: ['https://a.example', 'https://b.example'], enabled: false })
  })

  it('does not record in development unless asked', () => {
    expect(resolve({ environment: { NODE_ENV: 'development' } }).values.enabled).toBe(false)
    expect(resolve({ environment: { NODE_ENV: 'development', TELEMETRY_ENABLED: 'true' } }).values.enabled).toBe(true)
  })

  it.each([
    ['PORT', '70000', 'PORT is "70000". Give a port from 0 to 65535, for example 3300.'],
    ['TELEMETRY_RETENTION_DAYS', 'thirty', 'TELEMETRY_RETENTION_DAYS is "thirty". Give a whole number of days from 8 to 36500, for example 30.'],
    ['TELEMETRY_ENABLED', 'maybe', 'TELEMETRY_ENABLED is "maybe". Give true or false.'],
    ['TELEMETRY_TIME_ZONE', 'Mars/Base', 'TELEMETRY_TIME_ZONE is "Mars/Base". Give an IANA name, for example "Europe/Berlin" or "UTC".'],
    ['TELEMETRY_LOG', 'loud', 'TELEMETRY_LOG is "loud". Give one of: debug, info, warn, error, silent.'],
    ['TELEMETRY_ALERT_ERROR_RATE', '101', 'TELEMETRY_ALERT_ERROR_RATE is "101". Give a number of percent from 0 to 100, for example 5.'],
  ])('%s of %s is refused with the cure', (name, value, message) => {
    expect(() => resolve({ environment: { [name]: value } })).toThrow(message)
  })

  it('of the file that nobody knows is refused', () => {
    expect(() => resolve({ file: { colour: 1 } })).toThrow('"colour" in settings.json is no setting. Give one of: enabled, database,')
    expect(() => resolve({ file: { prot: 1 } })).toThrow('"prot" in settings.json is no setting. Did you mean "port"?')
  })

  it('of a database in memory is refused with the cure', () => {
    expect(() => resolve({ environment: { TELEMETRY_DATABASE: ':memory:' } })).toThrow(/^TELEMETRY_DATABASE is ":memory:": .* Give the path of a file/)
  })

  it('that is a secret is masked wherever it came from', () => {
    const { list } = resolve({ environment: { AXIOM_TOKEN: secret }, file: { adminToken: secret, webhookSecret: secret } })
    expect(list.filter(({ shown }) => shown === '********').map(({ key }) => key)).toEqual(['adminToken', 'axiomToken', 'webhookSecret'])
    expect(JSON.stringify(list.map(({ shown }) => shown))).not.toContain(secret)
  })

  it('that is an address hides its user, password, path and query: Slack and others put the key into the path', () => {
    expect(shownOf({ environment: { TELEMETRY_WEBHOOK_URL: 'https://ada:pw@hooks.example/in?key=1' } }, 'webhookUrl')?.shown).toBe('https://********:********@hooks.example/********?********')
    expect(shownOf({ environment: { PLAUSIBLE_URL: 'https://plausible.example' } }, 'plausibleUrl')?.shown).toBe('https://plausible.example')
  })
})

it.each(['not json', '[1]', '"text"', '{"port":{"number":1}}'])('the file %s is refused without a word of it', (text) => {
  expect(() => parseConfigFile(text, 'settings.json')).toThrow(/settings\.json/)
})

describe('destinations', () => {
  const create = (environment: Record<string, string>) => createForwarders(resolve({ environment }).values, () => 0)

  it('are none when nothing is set', () => {
    expect(create({})).toEqual([])
  })

  it('are what the environment names', () => {
    const environment = { AXIOM_TOKEN: secret, AXIOM_DATASET: 'parel-telemetry', PLAUSIBLE_DOMAIN: 'shop.example', TELEMETRY_WEBHOOK_URL: 'https://hooks.example/in', TELEMETRY_OPENTELEMETRY: 'true' }
    expect(create(environment).map(({ name }) => name)).toEqual(['axiom', 'plausible', 'webhook', 'opentelemetry'])
  })

  it.each([
    [{ AXIOM_TOKEN: secret }, 'AXIOM_TOKEN is set and AXIOM_DATASET is not. Give both, or neither.'],
    [{ AXIOM_DATASET: 'events' }, 'AXIOM_DATASET is set and AXIOM_TOKEN is not. Give both, or neither.'],
    [{ PLAUSIBLE_DOMAIN: 'https://shop.example' }, 'PLAUSIBLE_DOMAIN is "https://shop.example". Give the name of the site, for example "shop.example".'],
    [{ PLAUSIBLE_DOMAIN: 'shop.example', PLAUSIBLE_URL: 'http://plausible.example' }, 'PLAUSIBLE_URL must begin with https://.'],
    [{ TELEMETRY_WEBHOOK_URL: 'https://169.254.169.254/' }, 'TELEMETRY_WEBHOOK_URL must not be a private address.'],
  ])('%j is refused', (environment, message) => {
    expect(() => create(environment as Record<string, string>)).toThrow(message)
  })

  it('in the own network are allowed by a setting', () => {
    expect(create({ TELEMETRY_WEBHOOK_URL: 'https://10.0.0.1/', TELEMETRY_ALLOW_PRIVATE_TARGETS: 'yes' })).toHaveLength(1)
  })
})

it('a threshold without an address is refused', () => {
  const tools = { store: async () => memoryStore(), now: () => 0, logger: silentLogger }
  expect(() => createConfiguredAlerts(resolve({ environment: { TELEMETRY_ALERT_P95_MS: '500' } }).values, tools)).toThrow('no TELEMETRY_ALERT_URL')
  expect(createConfiguredAlerts(resolve({}).values, tools)).toBeNull()
})
