import { readFileSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { prepareFolder } from '../prepare-folder'
import { runWords } from './run-words'

const folder = prepareFolder()

const run = (...words: string[]) => runWords(words, { TELEMETRY_DATABASE: folder('a.db') })

it('a backup has no freed page, and none of what was deleted without overwriting it, so that doctor is right about the cure', async () => {
  const events = Array.from({ length: 400 }, (_, index) => JSON.stringify({ id: `s-${index}`, type: 'page_view', page: '/dashboard', createdAt: '2025-10-13T12:00:00Z', metadata: { note: `lamp ${index} `.repeat(20) } }))
  writeFileSync(folder('in'), events.join('\n'))
  expect(await run('import', folder('in'))).toMatchObject({ code: 0 })
  const db = new DatabaseSync(folder('a.db'))
  db.exec('PRAGMA secure_delete = OFF; DELETE FROM telemetry_raw')
  db.close()
  expect(await run('doctor')).toMatchObject({ code: 1, said: expect.stringContaining('still hold deleted bytes') })
  expect(await run('backup', folder('copy.db'))).toMatchObject({ code: 0 })
  expect(await run('restore', folder('copy.db'), '--force')).toMatchObject({ code: 0 })
  expect(await run('doctor')).toMatchObject({ code: 0, said: expect.stringContaining('✓ deleted data') })
  expect(readFileSync(folder('a.db'), 'latin1')).not.toContain('lamp')
})
