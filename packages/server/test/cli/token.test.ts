import { expect, it } from 'vitest'
import type { CliHost } from '../../src/cli/cli-host'
import { runCli } from '../../src/cli/run-cli'
import { loadEngine } from '../../src/store/sqlite/engine'
import { prepareFolder } from '../prepare-folder'
import { runWords } from './run-words'

const folder = prepareFolder()

const environment = () => ({ TELEMETRY_DATABASE: folder('a.db') })
const run = (...words: string[]) => runWords(words, environment())

function execute(sql: string): void {
  const db = new (loadEngine().DatabaseSync)(environment().TELEMETRY_DATABASE)
  db.exec(sql)
  db.close()
}

/** A host whose output fails, once something was done. */
function deafHost(first: () => void): { readonly host: CliHost; readonly said: string[] } {
  const said: string[] = []
  const write = async () => {
    first()
    throw Object.assign(new Error('write ENOSPC'), { code: 'ENOSPC' })
  }
  return { said, host: { environment: environment(), now: () => Date.UTC(2025, 9, 14), signal: new AbortController().signal, isTerminal: false, write, writeError: (text) => void said.push(text) } }
}

it('a token that was seen by nobody and cannot be revoked is named', async () => {
  const { host, said } = deafHost(() => execute("CREATE TRIGGER keep BEFORE DELETE ON telemetry_meta BEGIN SELECT RAISE(ABORT, 'kept'); END"))
  expect(await runCli(['token', 'new', '--database', environment().TELEMETRY_DATABASE], host)).toBe(74)
  const [id = ''] = /^[\w-]{12}/m.exec((await run('token', 'list')).said.split('\n')[1] ?? '') ?? []
  expect(said).toEqual([
    `parel-telemetry: Standard output cannot be written (the disk is full). Send it to a file on a disk with room. The token that nobody saw could not be revoked. Run: parel-telemetry token revoke --database ${environment().TELEMETRY_DATABASE} ${id}\n`,
  ])
})

it.each([
  ['ada@mail.example', '[removed]'],
  ['for Priya Sharma', 'for [removed]'],
  ['+49 170 1234567', '[removed]'],
])('a label that is personal is refused, and no database is made for it: %s', async (label, clean) => {
  const refused = `parel-telemetry: --label would be "${clean}" without what looks like personal data, and it stays in the database. Name a team or a purpose, such as "design team".\n`
  expect(await run('token', 'new', '--label', label)).toEqual({ code: 64, said: refused })
  expect((await run('token', 'list')).code).toBe(66)
})

it.each(['laptop', 'CI', 'Board meeting 2025-10-13', 'Berlin office', 'Acme Inc.', 'Wells Fargo', 'JIRA-1234', `${'for the team '.repeat(6)}☕🚀`])('a label of a team or a purpose is kept: %s', async (label) => {
  expect(await run('token', 'new', '--label', label)).toMatchObject({ code: 0 })
})

it.each([
  ['list', '--label', 'laptop'],
  ['revoke aB3dE5gH7jK9', '--days', '5'],
])('token %s does not pass over %s, which only new knows', async (words, flag, value) => {
  const [action = ''] = words.split(' ')
  expect(await run('token', ...words.split(' '), flag, value)).toEqual({ code: 64, said: `parel-telemetry: token ${action} takes no ${flag}. Only new does.\n` })
})

it('names are allowed where the second look is off', async () => {
  expect(await runWords(['token', 'new', '--label', 'for Priya Sharma'], { ...environment(), TELEMETRY_REVIEW: 'false' })).toMatchObject({ code: 0 })
})

it('an audit finds a label that would be refused now', async () => {
  await runWords(['token', 'new', '--label', 'for Priya Sharma'], { ...environment(), TELEMETRY_REVIEW: 'false' })
  const { findings } = JSON.parse((await run('audit', '--json')).said) as { readonly findings: readonly { readonly type: string; readonly place: string }[] }
  expect(findings.map(({ type, place }) => `${type} ${place}`)).toEqual(['name telemetry_meta.value'])
})
