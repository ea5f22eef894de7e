import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, expect, it } from 'vitest'
import { createTemporaryFolder } from './temporary-folder'

const folder = createTemporaryFolder()
afterAll(folder.remove)

it('a process goes on after it has closed a store that was still being read, though nothing else keeps it', async () => {
  const script = fileURLToPath(new URL('close-from-sources.mjs', import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, [script, folder.file()])
  expect(stdout).toBe('closed\n')
})
