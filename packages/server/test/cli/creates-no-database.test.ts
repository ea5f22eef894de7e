import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { sqliteStore } from '../../src/store/sqlite/sqlite-store'
import { prepareFolder } from '../prepare-folder'
import { runWords } from './run-words'

const folder = prepareFolder()
const run = (...words: readonly string[]) => runWords(words, { TELEMETRY_DATABASE: folder('a.db') })
const event = JSON.stringify({ id: 'stream-0', type: 'page_view', page: '/dashboard', createdAt: Date.UTC(2025, 9, 13) })

it.each([
  ['one line', 'no event\n', 'invalid 1'],
  ['more lines than are read at once', 'no event\n'.repeat(1200), 'invalid 1200'],
  ['a line that is too long', `${'x'.repeat(100_000)}\n{}\n`, 'too_long 1, invalid 1'],
])('an import without an event makes no database: %s', async (_name, text, reasons) => {
  writeFileSync(folder('in.ndjson'), text)
  const { code, said } = await run('import', folder('in.ndjson'))
  expect({ code, said }).toEqual({ code: 65, said: expect.stringMatching(new RegExp(`in\\.ndjson has no event: \\d+ dropped \\(${reasons}\\)\\. Give one that`)) })
  expect(readdirSync(folder())).toEqual(['in.ndjson'])
})

it.each([
  ['nothing in it', '', '0 dropped'],
  ['nothing but empty lines', '\n\n', '0 dropped'],
  ['only what a wrong clock dated', `${event.replace(/\d{13}/, String(Date.UTC(2030, 0, 1)))}\n`, '1 dropped (future 1)'],
])('an import of a file with %s has nothing to do, and makes no database', async (_name, text, dropped) => {
  writeFileSync(folder('in.ndjson'), text)
  expect(await run('import', folder('in.ndjson'))).toEqual({ code: 0, said: `Imported 0 events, 0 duplicates, ${dropped}.\n` })
  expect(readdirSync(folder())).toEqual(['in.ndjson'])
})

/** Imports what a pipe brings: it can be read only once. */
async function importPiped(text: string) {
  execFileSync('sh', ['-c', 'mkfifo pipe'], { cwd: folder() })
  const [, imported] = await Promise.all([writeFile(folder('pipe'), text), run('import', folder('pipe'))])
  return imported
}

it('an import of a pipe without an event makes no database', async () => {
  expect(await importPiped('no event\n'.repeat(1200))).toEqual({ code: 65, said: expect.stringContaining('pipe has no event: 1200 dropped (invalid 1200). Give one that') })
  expect(readdirSync(folder())).toEqual(['pipe'])
})

it('an import of a pipe makes one for its only event, and reads on behind it', async () => {
  const later = event.replace('stream-0', 'stream-1')
  expect(await importPiped(`${'no event\n'.repeat(700)}${event}\n${'no event\n'.repeat(600)}${later}\n`)).toEqual({ code: 0, said: 'Imported 2 events, 0 duplicates, 1300 dropped (invalid 1300).\n' })
  expect(existsSync(folder('a.db'))).toBe(true)
})

it('an import makes one for the only event of many lines, and counts each line once', async () => {
  writeFileSync(folder('in.ndjson'), `${'no event\n'.repeat(700)}${event}\n`)
  expect(await run('import', folder('in.ndjson'))).toEqual({ code: 0, said: 'Imported 1 event, 0 duplicates, 700 dropped (invalid 700).\n' })
  expect(existsSync(folder('a.db'))).toBe(true)
})

it.each([['aggregate'], ['cleanup'], ['erase', '--before', '2025-10-01', '--yes']])('an empty file is not made a database by %s', async (...words) => {
  writeFileSync(folder('a.db'), '')
  expect(await run(...words)).toEqual({ code: 65, said: expect.stringMatching(/a\.db is empty: it is no database yet\. Give the path of the database that is served\.\n$/) })
  expect([readdirSync(folder()), statSync(folder('a.db')).size]).toEqual([['a.db'], 0])
})

it('a backup to an address is refused, by the command and by the store, and nothing is left of it', async () => {
  await run('token', 'new')
  const address = `file:${folder('b.db')}`
  const says = `is ${JSON.stringify(address)}: that is an address. Give the path alone, for example ${JSON.stringify(folder('b.db'))}.`
  expect(await run('backup', address)).toEqual({ code: 64, said: `parel-telemetry: The backup ${says}\n` })
  const store = sqliteStore({ path: folder('a.db') })
  await expect(store.backup?.(address)).rejects.toThrow(`The destination ${says}`)
  await store.close()
  expect(readdirSync(folder())).toEqual(['a.db'])
})

it('a folder is no backup, and is called what it is', async () => {
  mkdirSync(folder('backups'))
  expect(await run('restore', folder('backups'))).toEqual({ code: 66, said: expect.stringMatching(/backups cannot be read \(it is a folder\)\. Give the file that "parel-telemetry backup" wrote\. Nothing was changed\.\n$/) })
  expect(readdirSync(folder())).toEqual(['backups'])
})

it.each([
  ['a weak admin token', { TELEMETRY_ADMIN_TOKEN: 'short' }, /too weak: it has 5 characters/],
  ['half of a destination', { AXIOM_TOKEN: 'xaat-0123456789' }, /AXIOM_TOKEN is set and AXIOM_DATASET is not/],
  ['a threshold without an address', { TELEMETRY_ALERT_P95_MS: '500' }, /no TELEMETRY_ALERT_URL/],
])('a server that refuses to start makes no database, because a file keeps its time zone: %s', async (_name, environment, says) => {
  for (const command of ['serve', 'demo']) {
    const { code, said } = await runWords([command, '--port', '0'], { TELEMETRY_DATABASE: folder('a.db'), ...environment })
    expect({ code, said }).toEqual({ code: 78, said: expect.stringMatching(says) })
    expect(readdirSync(folder())).toEqual([])
  }
})
