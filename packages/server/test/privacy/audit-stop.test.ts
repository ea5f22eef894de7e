import { truncateSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { auditDatabase } from '../../src/privacy/audit-database'
import { createFindings } from '../../src/privacy/finding'
import { inTurns } from '../../src/privacy/in-turns'
import { scanTexts } from '../../src/privacy/scan-texts'
import { loadEngine } from '../../src/store/sqlite/engine'
import { prepareFolder } from '../prepare-folder'

const folder = prepareFolder()

function stopAtFirstTurn(): AbortSignal {
  const stopping = new AbortController()
  setImmediate(() => stopping.abort(new Error('stopped')))
  return stopping.signal
}

it('an audit of a large file hears a signal and ends', async () => {
  writeFileSync(folder('a.db'), '')
  truncateSync(folder('a.db'), 1024 ** 3)
  await expect(auditDatabase({ database: folder('a.db'), signal: stopAtFirstTurn() })).rejects.toThrow('stopped')
})

it('a look through many rows hears a signal and ends', async () => {
  const db = new (loadEngine().DatabaseSync)(':memory:')
  db.exec("CREATE TABLE notes (text); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) INSERT INTO notes SELECT 'note ' || i FROM n")
  await expect(inTurns(scanTexts(db, createFindings(() => ''), {}), stopAtFirstTurn())).rejects.toThrow('stopped')
})
