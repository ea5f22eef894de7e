// Migrates a file through two made-up steps that take a while, and says when it begins: node migrate-from-sources.mjs <path> [wait], which begins with a byte on standard input
import '../../src/store/sqlite/resolve-sources.mjs'
import { readSync, writeSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'

const { migrate, migrations } = await import('../../src/store/sqlite/migrate.ts')
const numbers = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) SELECT i FROM n'
const steps = [
  ...migrations,
  { sql: `CREATE TABLE extra (n INTEGER NOT NULL) STRICT; INSERT INTO extra ${numbers}` },
  { sql: 'ALTER TABLE extra ADD COLUMN done INTEGER; UPDATE extra SET done = 1; CREATE INDEX extra_done ON extra (done, n)' },
]
// As long as the store waits for a lock when it opens a file.
const db = new DatabaseSync(process.argv[2], { timeout: 60_000 })
writeSync(1, 'begin\n')
if (process.argv[3] === 'wait') readSync(0, Buffer.alloc(1))
migrate(db, process.argv[2], { steps })
db.close()
