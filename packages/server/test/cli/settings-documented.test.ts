import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { SETTINGS, type Setting } from '../../src/config/settings'
import { createTelemetryServer, sqliteStore } from '../../src/index'
import { resolveOptions } from '../../src/resolve-options'

const guides = join(import.meta.dirname, '../../../../docs/guides')
const commandLine = readFileSync(join(guides, 'cli.md'), 'utf8')
const forwarders = readFileSync(join(guides, 'forwarders.md'), 'utf8')

interface Row {
  readonly fallback: string
  readonly text: string
  readonly key: string
}

/** The table of settings in cli.md, by the name in the environment. */
const rows = new Map([...commandLine.matchAll(/^\| `([A-Z_]+)` \|([^|]*)\|([^|]*)\| `(\w+)` \|$/gm)].map(([, variable = '', fallback = '', text = '', key = '']): [string, Row] => [variable, { fallback, text, key }]))
const settings = Object.entries(SETTINGS) as [string, Setting<unknown>][]
const inTable = settings.filter(([, { variable }]) => rows.has(variable))

describe('the guides of the settings', () => {
  it('know no setting that is none', () => {
    expect([...rows.keys()].filter((variable) => !settings.some(([, setting]) => setting.variable === variable))).toEqual([])
  })

  it.each(settings.filter(([, { variable }]) => !rows.has(variable)))('name %s with the destinations', (_key, { variable }) => {
    expect(forwarders).toContain(variable)
  })

  it.each(inTable)('tell the names and the default of %s', (key, { variable, fallback }) => {
    const row = rows.get(variable)
    expect(row?.key).toBe(key)
    expect(row?.fallback).toContain(Array.isArray(fallback) ? fallback.join() : String(fallback))
  })

  it.each(inTable.filter(([, { flag }]) => flag !== null))('tell the flag of %s', (_key, { variable, flag }) => {
    expect(rows.get(variable)?.text).toMatch(new RegExp(`--(?:no-)?${flag}\``))
  })
})

describe('the tables of options', () => {
  const nobodys = { thisIsNoOption: true } as object
  it.each<[string, string, () => unknown]>([
    ['createTelemetryServer', 'guides/server.md', () => createTelemetryServer(nobodys)],
    ['sqliteStore', 'storage.md', () => sqliteStore(nobodys as Parameters<typeof sqliteStore>[0])],
  ])('list all of %s and no other: %s', (_name, file, make) => {
    // Who gives an unknown one is told all that are known.
    const known = /Give one of: (.+)\.$/.exec(messageOf(make))?.[1]?.split(', ') ?? []
    const [, table = ''] = /^\| Option \|.*\n\|[-|]+\n((?:\|.*\n)+)/m.exec(readFileSync(join(guides, '..', file), 'utf8')) ?? []
    const listed = [...table.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, cell = '']) => [...cell.matchAll(/`(\w+)`/g)].map(([, option = '']) => option))
    expect(known.length).toBeGreaterThan(8)
    expect(listed.toSorted()).toEqual(known.toSorted())
  })
})

describe('the table of options of the server', () => {
  const texts: Readonly<Record<string, string>> = {
    TELEMETRY_DATABASE: './other.db', TELEMETRY_ENABLED: 'false', TELEMETRY_BASE_PATH: '/tools', TELEMETRY_ADMIN_TOKEN: 'admin-token-of-a-test-0123456789', TELEMETRY_ALLOWED_ORIGINS: 'https://shop.example',
    TELEMETRY_MIN_SESSIONS: '11', TELEMETRY_SCHEDULE: 'false', TELEMETRY_RETENTION_DAYS: '90', TELEMETRY_TIME_ZONE: 'Europe/Berlin', TELEMETRY_ROUTES: '/u/:name', TELEMETRY_ALLOW_KEYS: 'team', TELEMETRY_DENY_KEYS: 'vet', TELEMETRY_REVIEW: 'false',
    TELEMETRY_TRUSTED_PROXIES: '1', TELEMETRY_BOTS: 'keep',
  }
  const named = [...readFileSync(join(guides, 'server.md'), 'utf8').matchAll(/^\| [^|]+ \| (`TELEMETRY_[^|]+)\|/gm)].flatMap(([, cell = '']) => [...cell.matchAll(/TELEMETRY_\w+/g)].map(([variable]) => variable))

  it('has the environment of every option that is read from there, and of no other', () => {
    expect(named.toSorted()).toEqual(Object.keys(texts).toSorted())
  })

  it.each(Object.entries(texts))('is right that %s is read', (variable, text) => {
    const fixed = { logger: console, now: Date.now }
    expect(resolveOptions(fixed, { [variable]: text })).not.toEqual(resolveOptions(fixed, {}))
  })
})

function messageOf(make: () => unknown): string {
  try {
    make()
    return ''
  } catch (error) {
    return error instanceof Error ? error.message : ''
  }
}
