import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'

/** The folder of the test that runs: where a name lies in it; without one, its own path. */
export type TestFolder = (name?: string) => string

/** Makes an empty folder for each test of a file. It is deleted after everything that the file ends behind each test, so it is asked for first. */
export function prepareFolder(): TestFolder {
  let path = ''
  beforeEach(() => {
    path = mkdtempSync(join(tmpdir(), 'telemetry-test-'))
  })
  afterEach(() => rmSync(path, { recursive: true, force: true }))
  return (name = '') => join(path, name)
}
