import { expect, it } from 'vitest'
import { repeatFlags } from '../../src/cli/repeat-flags'

it.each([
  ['the database that was given', { database: 'demo.db' }, 'Run: parel-telemetry cleanup --days 14', 'Run: parel-telemetry cleanup --database demo.db --days 14'],
  ['behind both words of a command', { database: 'demo.db' }, 'revoke it with: parel-telemetry token revoke aB3', 'revoke it with: parel-telemetry token revoke --database demo.db aB3'],
  ['the file of settings too', { config: 'a.json', database: 'b.db' }, 'Run: parel-telemetry aggregate. The server', 'Run: parel-telemetry aggregate --config a.json --database b.db. The server'],
  ['quoted for a shell', { database: "it's mine.db" }, 'Run: parel-telemetry cleanup', String.raw`Run: parel-telemetry cleanup --database 'it'\''s mine.db'`],
  ['not twice', { database: 'demo.db' }, 'with: parel-telemetry serve --database demo.db', 'with: parel-telemetry serve --database demo.db'],
  ['no flag where none was given', {}, 'Run: parel-telemetry cleanup', 'Run: parel-telemetry cleanup'],
  ['none for a command that is only named', { database: 'demo.db' }, 'one that "parel-telemetry export --format ndjson" wrote', 'one that "parel-telemetry export --format ndjson" wrote'],
  ['none for the help', { database: 'demo.db' }, 'See: parel-telemetry --help', 'See: parel-telemetry --help'],
])('a command to run has %s', (_name, flags, text, told) => {
  expect(repeatFlags(flags)(text)).toBe(told)
})
