import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { BUNDLING_ROOMS, formatLicenses, LICENSES_FILE } from '../checks/bundled-licenses.ts'

const ROOT = join(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')

// `node tools/write-licenses.ts` writes them anew.
it.each(BUNDLING_ROOMS)('publishes the licenses of what is bundled into %s', (room) => {
  expect(read(`packages/${room}/${LICENSES_FILE}`)).toBe(formatLicenses(ROOT, room))
  expect((JSON.parse(read(`packages/${room}/package.json`)) as { files: string[] }).files).toContain(LICENSES_FILE)
})

it('knows what a bundled package brings along', () => {
  const names = [...formatLicenses(ROOT, 'server').matchAll(/^(.+)\n-+$/gm)].map((match) => match[1])
  expect(names).toEqual(['d3-array', 'd3-path', 'd3-shape', 'internmap', 'nanoid', 'preact'])
})
