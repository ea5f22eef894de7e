import { readFileSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { sqliteStore } from '../../src/index'
import { damageMarkOf } from '../../src/store/sqlite/damage-mark'
import { prepareFolder } from '../prepare-folder'

const folder = prepareFolder()

it('a file that is something else is not taken for a damaged database alone: the path may be wrong', async () => {
  const path = folder('package.json')
  writeFileSync(path, '{"name":"shop"}')
  const mark = damageMarkOf(path)
  await expect(sqliteStore({ path }).open()).rejects.toThrow(`${path} is damaged, or no database (file is not a database). It was left as it is: give another path and delete ${mark}; or, where it is the database, move both away, then restore a backup.`)
  await expect(sqliteStore({ path }).open()).rejects.toThrow(`restore a backup. If it is something else, delete ${mark} and give another path.`)
  expect(readFileSync(path, 'utf8')).toBe('{"name":"shop"}')
})
