import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { LONG } from '../longest-first.ts'

const ROOT = join(import.meta.dirname, '../..')

it('begins with files that exist', () => {
  expect(LONG.filter((name) => !existsSync(join(ROOT, 'packages', name)))).toEqual([])
})
