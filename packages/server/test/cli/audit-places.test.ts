import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { beforeEach, describe, expect, it } from 'vitest'
import { loadEngine } from '../../src/store/sqlite/engine'
import { prepareFolder } from '../prepare-folder'
import { runWords } from './run-words'

// Values as they lie in a row: alone, with nothing around them but their neighbours.

const folder = prepareFolder()
beforeEach(async () => {
  writeFileSync(folder('in'), JSON.stringify({ id: 's-1', type: 'page_view', page: '/dashboard', metadata: { plan: 'pro' }, createdAt: '2025-09-13T12:00:00Z' }))
  await run('import', folder('in'))
})

const database = () => folder('a.db')
const run = (...words: string[]) => runWords(words, { TELEMETRY_DATABASE: database() })

function plant(sql: string): void {
  const db = new (loadEngine().DatabaseSync)(database())
  db.exec(sql)
  db.close()
}

/** Kinds and places of what the audit finds, but for those in the bytes. */
async function findPlaces(): Promise<readonly string[]> {
  const { findings } = JSON.parse((await run('audit', '--json')).said) as { readonly findings: readonly { readonly type: string; readonly place: string }[] }
  return findings.filter(({ place }) => place !== 'a.db').map(({ type, place }) => `${type} ${place}`)
}

describe('an audit finds what stands alone in a row', () => {
  it.each([
    ['iban', 'telemetry_meta.value', "INSERT INTO telemetry_meta VALUES ('note', 'DE89370400440532013000')"],
    ['ip', 'telemetry_meta.value', "INSERT INTO telemetry_meta VALUES ('note', '203.0.113.42')"],
    ['ip', 'telemetry_positions.parent', "INSERT INTO telemetry_positions (space, parent, words, collapsed) VALUES ('page', '203.0.113.42', 1, 0)"],
    ['iban', 'notes.text', "CREATE TABLE notes (text); INSERT INTO notes VALUES ('DE89370400440532013000')"],
    ['token', 'notes.a "b"', `CREATE TABLE notes ("a ""b""" INTEGER); INSERT INTO notes VALUES ('9f1c2d7e-3b4a-4c5d-8e6f-7a8b9c0d1e2f')`],
    ['user_agent', 'telemetry_counters.name', "INSERT INTO telemetry_counters VALUES ('okhttp/4.12.0', 1)"],
    ['numbered_event', 'telemetry_streams.name', "INSERT INTO telemetry_streams (name, last_day) VALUES ('order', 20000)"],
  ])('%s in %s', async (type, place, sql) => {
    plant(sql)
    expect(await findPlaces()).toContain(`${type} ${place}`)
  })

  it.each(['-wal', '-journal'])('mail in the file that a killed process left beside the database: %s', async (end) => {
    writeFileSync(database() + end, 'x ada.byron@mail.example x')
    expect(await findPlaces()).toContain(`mail a.db${end}`)
  })

  it('and nothing in what the store itself has put there', async () => {
    expect(await findPlaces()).toEqual([])
  })
})

it('an audit finds what was written over in the log of a killed server, and leaves file and log as they lay', async () => {
  const program = `
    const db = new (require('node:sqlite').DatabaseSync)(process.argv[1])
    db.exec("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0")
    for (const name of ['ada.byron@mail.example', 'pro']) db.exec("UPDATE telemetry_raw SET metadata = '{\\"plan\\":\\"" + name + "\\"}'")
    process.kill(process.pid, 'SIGKILL')`
  spawnSync(process.execPath, ['--input-type=commonjs', '-e', program, database()])
  const readBoth = () => [database(), `${database()}-wal`].map((path) => readFileSync(path, 'latin1'))
  const before = readBoth()

  const { code, said } = await run('audit')
  expect(said).toMatch(/^mail {2}a\.db-wal {2}1 /m)
  expect(code).toBe(1)
  expect(readBoth()).toEqual(before)
})
