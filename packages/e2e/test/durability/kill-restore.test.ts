import { existsSync, readdirSync, renameSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createWorkplace, type Workplace } from '../../src/cli/run-command.ts'

const hook = new URL('../../src/durability/kill-at-call.mjs', import.meta.url).href

let work: Workplace
beforeEach(async () => {
  work = createWorkplace()
  await work.run(['token', 'new', '--label', 'in-the-backup'])
  await work.run(['backup', 'backup.db'])
  await work.run(['token', 'new', '--label', 'later'])
})
afterEach(() => work.end())

const restore = ['restore', 'backup.db', '--force']
/** Runs a restore that is killed at the so many-th call of a function of node:fs. */
async function restoreUntil(call: string): Promise<void> {
  const { child, ended } = work.start(restore, { NODE_OPTIONS: `--import=${hook}`, KILL_AT: call })
  await ended
  expect(child.signalCode).toBe('SIGKILL')
}
const names = (part: string) => readdirSync(work.folder).filter((name) => name.includes(part))
const tokens = async () => (await work.run(['token', 'list'])).stdout

describe('a restore that is killed', () => {
  it('before the old file is set aside leaves it in its place', async () => {
    await restoreUntil('renameSync:1')
    expect(names('before-restore')).toEqual([])
    expect(await tokens()).toContain('later')
  })

  describe('before the new file has its name', () => {
    beforeEach(() => restoreUntil('renameSync:2'))

    it.each([['serve', '--port', '0'], ['doctor'], ['export'], ['aggregate'], ['erase', '--everything', '--yes']])('%s makes no empty one, and says what to do', async (...words) => {
      const [kept = 'none'] = names('before-restore')
      const { code, stdout, stderr } = await work.run(words)
      expect(code).not.toBe(0)
      expect(stdout + stderr).toMatch(/telemetry\.db is missing: "parel-telemetry restore" has begun and not ended\. Run it again/)
      expect(stdout + stderr).toContain(kept)
      expect(existsSync(work.path('telemetry.db'))).toBe(false)
    })

    it('a server of an app refuses requests instead of beginning anew', async () => {
      const program = `import('@parel/telemetry-server').then(async ({ sqliteStore }) => { const store = sqliteStore({ path: ${JSON.stringify(work.path('telemetry.db'))} }); await store.open().catch((error) => console.log(error.message)); await store.close() })`
      expect((await work.node(program)).stdout).toContain('restore" has begun and not ended')
      expect(existsSync(work.path('telemetry.db'))).toBe(false)
    })

    it('is finished by the next one, which says what was there before', async () => {
      const [kept = 'none'] = names('before-restore')
      expect(await work.run(restore)).toMatchObject({ code: 0, stdout: expect.stringContaining(kept) })
      expect(names('restoring')).toEqual([])
      expect(await tokens()).toContain('in-the-backup')
    })

    it('can be taken back as it says', async () => {
      const [kept = 'none'] = names('before-restore')
      renameSync(work.path(kept), work.path('telemetry.db'))
      expect(await tokens()).toContain('later')
    })
  })
})
