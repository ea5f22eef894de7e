import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { claimPort } from '../../src/claim-port.ts'
import { idsOf, writeEventFile } from '../../src/cli/event-files.ts'
import { refused } from '../../src/cli/expected-end.ts'
import { createWorkplace, type Workplace } from '../../src/cli/run-command.ts'
import { pageViews, sendEvents } from '../../src/cli/send-events.ts'
import { canMount } from '../../src/durability/faulty-disk.ts'

let work: Workplace
beforeEach(() => {
  work = createWorkplace()
})
afterEach(() => work.end())

/** Runs a command on the database in a folder that is mounted read-only, as a backup or the folder of a server of somebody else would be. */
const runWhere = (folder: string, words: string, database = `${folder}/telemetry.db`) =>
  work.shell(`exec unshare -m sh -c 'mount --bind ${folder} ${folder} && mount -o remount,ro,bind ${folder} && exec $CLI ${words} --database ${database}'`)

describe.skipIf(!canMount)('where nothing may be written', () => {
  beforeEach(async () => {
    mkdirSync(work.path('media'))
    mkdirSync(work.path('out'))
    writeEventFile(work.path('in'), 30)
    await work.run(['import', 'in', '--database', 'media/telemetry.db'])
  })

  it('backup copies, and the copy can be restored', async () => {
    expect(await runWhere('media', 'backup out/copy.db')).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(/^Backed up to out\/copy\.db .*, checked\.\n$/) })
    expect(await work.run(['restore', 'out/copy.db', '--database', 'out/telemetry.db'])).toMatchObject({ code: 0, stdout: expect.stringContaining('30 raw events, checked.') })
  })

  it('token list shows the tokens', async () => {
    await work.run(['token', 'new', '--label', 'laptop', '--database', 'media/telemetry.db'])
    expect(await runWhere('media', 'token list')).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('laptop') })
  })

  it('doctor says that nothing can be recorded', async () => {
    const says = /✗ database: media\/telemetry\.db cannot be opened for writing \(.+\)\. Check that its folder exists and that this process may write there\.\n/
    expect(await runWhere('media', 'doctor')).toMatchObject({ code: 1, stderr: '', stdout: expect.stringMatching(says) })
  })

  it('serve does not start, though the folder may be written: it would show old numbers and record nothing', async () => {
    const file = work.path('media/telemetry.db')
    const { code, stderr } = await work.shell(`exec unshare -m sh -c 'mount --bind ${file} ${file} && mount -o remount,ro,bind ${file} && exec $CLI serve --port ${await claimPort()} --database media/telemetry.db'`)
    expect({ code, stderr }).toEqual({ code: 69, stderr: expect.stringContaining('media/telemetry.db cannot be opened for writing (attempt to write a readonly database).') })
  })

  it.each(['serve', 'doctor', 'export', 'backup out/copy.db', 'audit', 'token new'])('%s leaves nothing beside a file that alone may not be written, which a server could not write later either', async (words) => {
    const file = work.path('media/telemetry.db')
    await work.shell(`exec unshare -m sh -c 'mount --bind ${file} ${file} && mount -o remount,ro,bind ${file} && exec $CLI ${words} ${words === 'serve' ? `--port ${await claimPort()}` : ''} --database media/telemetry.db'`)
    expect(readdirSync(work.path('media'))).toEqual(['telemetry.db'])
  })

  it('doctor marks no file as damaged that it may not write: what it reads may be half of what a server of somebody else is writing', async () => {
    const file = work.path('media/telemetry.db')
    const bytes = readFileSync(file)
    writeFileSync(file, bytes.fill(7, 4096))
    const { stdout } = await work.shell(`exec unshare -m sh -c 'mount --bind ${file} ${file} && mount -o remount,ro,bind ${file} && exec $CLI doctor --database media/telemetry.db'`)
    expect(stdout).toContain('is damaged')
    expect(readdirSync(work.path('media'))).toEqual(['telemetry.db'])
  })

  it('aggregate names the file beside the database that it may not write', async () => {
    const file = work.path('media/telemetry.db-shm')
    writeFileSync(file, Buffer.alloc(32_768))
    const { code, stderr } = await work.shell(`exec unshare -m sh -c 'mount --bind ${file} ${file} && mount -o remount,ro,bind ${file} && exec $CLI aggregate --database media/telemetry.db'`)
    expect({ code, stderr }).toEqual({ code: 69, stderr: expect.stringContaining('This process may write that file, but not media/telemetry.db-shm: give it the right to.') })
  })

  it('erase says what it cannot write, and nothing is lost', async () => {
    expect(await runWhere('media', 'erase --everything --yes')).toEqual(
      refused(73, `${work.path('media')} cannot be written (the file system is read-only). Nothing was erased. Run this as the user that serves, and where the folder may be written.`),
    )
    expect(idsOf((await work.run(['export', '--database', 'media/telemetry.db'])).stdout)).toHaveLength(30)
  })

  it('restore reads a database that was closed, and says where to take one whose log cannot be read', async () => {
    const restoreFrom = (folder: string, to: string) => runWhere(folder, `restore ${folder}/telemetry.db`, `out/${to}`)
    expect(await restoreFrom('media', 'first.db')).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('30 raw events, checked.') })
    // The clean-up that a start catches up with empties the log, on a busy machine after the events.
    const server = await work.serve({ TELEMETRY_SCHEDULE: 'false' })
    await sendEvents(server.url, pageViews(40))
    mkdirSync(work.path('copy'))
    for (const end of ['', '-wal']) copyFileSync(work.path(`telemetry.db${end}`), work.path(`copy/telemetry.db${end}`))
    await server.stop()
    expect(await restoreFrom('copy', 'second.db')).toEqual(
      refused(69, 'copy/telemetry.db cannot be read where nothing may be written: its last events are still in copy/telemetry.db-wal. Copy both files to a folder where this user may write, or read it while its server runs.'),
    )
    expect(await work.run(['restore', 'copy/telemetry.db', '--database', 'out/second.db'])).toMatchObject({ code: 0, stdout: expect.stringContaining('40 raw events, checked.') })
  })
})

describe.skipIf(!canMount)('export where nothing may be written', () => {
  const exportFrom = (folder: string) => runWhere(folder, 'export')

  it('reads a database that was closed', async () => {
    writeEventFile(work.path('in'), 30)
    await work.run(['import', 'in'])
    const { code, stdout, stderr } = await exportFrom('.')
    expect({ code, stderr, events: idsOf(stdout).length }).toEqual({ code: 0, stderr: '', events: 30 })
  })

  it('reads the database of a server that runs, with what is in its log only', async () => {
    const server = await work.serve()
    await sendEvents(server.url, pageViews(40))
    const { code, stdout, stderr } = await exportFrom('.')
    await server.stop()
    expect({ code, stderr, events: idsOf(stdout).length }).toEqual({ code: 0, stderr: '', events: 40 })
  })

  it('leaves out no event of a copy whose log cannot be read: it says where to take it', async () => {
    // The clean-up that a start catches up with empties the log, on a busy machine after the events.
    const server = await work.serve({ TELEMETRY_SCHEDULE: 'false' })
    await sendEvents(server.url, pageViews(40))
    mkdirSync(work.path('copy'))
    for (const end of ['', '-wal']) copyFileSync(work.path(`telemetry.db${end}`), work.path(`copy/telemetry.db${end}`))
    await server.stop()
    expect(await exportFrom('copy')).toEqual(
      refused(69, 'copy/telemetry.db cannot be read where nothing may be written: its last events are still in copy/telemetry.db-wal. Copy both files to a folder where this user may write, or read it while its server runs.'),
    )
    const { code, stderr } = await runWhere('copy', `serve --port ${await claimPort()}`)
    expect({ code, stderr }, 'a server is told that it cannot write').toEqual({ code: 69, stderr: expect.stringContaining('copy/telemetry.db cannot be opened for writing (') })
    const { stdout } = await work.run(['export', '--database', 'copy/telemetry.db'])
    expect(idsOf(stdout)).toHaveLength(40)
  })
})

it.skipIf(!canMount)('a database on a full disk is read, so that it can be brought elsewhere', async () => {
  writeEventFile(work.path('in'), 30)
  mkdirSync(work.path('full'))
  await work.run(['import', 'in', '--database', 'telemetry.db'])
  const fill = 'mount -t tmpfs -o size=1m none full && cp --sparse=never telemetry.db full && { cat /dev/zero > full/rest || true; }'
  const onFullDisk = (words: string) => work.shell(`exec unshare -m sh -c '{ ${fill}; } 2> /dev/null && exec $CLI ${words} --database full/telemetry.db'`)
  expect(idsOf((await onFullDisk('export')).stdout)).toHaveLength(30)
  expect(await onFullDisk('backup copy.db')).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(/, checked\.\n$/) })
  expect(await onFullDisk('cleanup')).toEqual(refused(74, 'The disk or the quota of full/telemetry.db is full. Free space; where it is the quota, run the clean-up or raise quotaBytes.'))
})
