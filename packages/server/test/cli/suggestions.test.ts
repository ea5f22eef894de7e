import { expect, it } from 'vitest'
import { prepareFolder } from '../prepare-folder'
import { runWords } from './run-words'

const folder = prepareFolder()

it.each([
  [['bakcup', 'a.db'], 'There is no command "bakcup". Did you mean "backup"? See: parel-telemetry --help'],
  [['aggr'], 'There is no command "aggr". Did you mean "aggregate"? See: parel-telemetry --help'],
  [['x'], 'There is no command "x". See: parel-telemetry --help'],
  [['doctor', '--databse', 'a.db'], 'Unknown option `--databse`. Did you mean `--database`? See: parel-telemetry doctor --help'],
  [['erase', '--evrything'], 'Unknown option `--evrything`. Did you mean `--everything`? See: parel-telemetry erase --help'],
  [['config', '--allowed-origin', '*'], 'Unknown option `--allowed-origin`. Did you mean `--allowed-origins`? See: parel-telemetry config --help'],
  [['serve', 'shop.db'], 'There is no command "shop.db". The database is given so: --database shop.db. See: parel-telemetry --help'],
  [['audit', './data/shop.sqlite'], 'Unused args: `./data/shop.sqlite`. The database is given so: --database ./data/shop.sqlite. See: parel-telemetry audit --help'],
  [['config', '--colour', 'red'], 'Unknown option `--colour`. See: parel-telemetry config --help'],
])('a command or a flag that nobody knows is refused with the one that was probably meant: %j', async (words, message) => {
  expect(await runWords(words, {})).toEqual({ code: 64, said: `parel-telemetry: ${message}\n` })
})

it('a path that a shell would take apart is told in quotes, wherever a command is told with it', async () => {
  const database = folder('our shop.db')
  const run = (...words: readonly string[]) => runWords(words, { TELEMETRY_DATABASE: database })
  expect(await run('demo', '--seed-only', '--days', '1')).toEqual({ code: 0, said: expect.stringMatching(/: parel-telemetry serve --database '[^']*our shop\.db'\n$/) })
  expect(await run('demo', '--seed-only')).toEqual({ code: 73, said: expect.stringMatching(/: --database '[^']*our shop-2\.db'\n$/) })
  expect(await run('audit', 'our shop.db')).toEqual({ code: 64, said: expect.stringContaining("The database is given so: --database 'our shop.db'. See: parel-telemetry audit --help") })
})
