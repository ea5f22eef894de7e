// Migrates a file through two made-up steps that take a while, and says when it begins: node migrate-from-sources.mjs <path>
import '../../src/store/sqlite/resolve-sources.mjs'
import { writeSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'

const { migrate, migrations } = await import('../../src/store/sqlite/migrate.ts')
const numbers = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) SELECT i FROM n'
const steps = [
  ...migrations,
  { sql: `CREATE TABLE extra (n INTEGER NOT NULL) STRICT; INSERT INTO extra ${numbers}` },
  { sql: 'ALTER TABLE extra ADD COLUMN done INTEGER; UPDATE extra SET done = 1; CREATE INDEX extra_done ON extra (done, n)' },
]
const db = new DatabaseSync(process.argv[2])
writeSync(1, 'begin\n')
migrate(db, process.argv[2], { steps })
db.close()
