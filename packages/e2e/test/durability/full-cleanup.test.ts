import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createWorkplace, type Workplace } from '../../src/cli/run-command.ts'
import { canMount } from '../../src/durability/faulty-disk.ts'

let work: Workplace
beforeEach(() => {
  work = createWorkplace()
})
afterEach(() => work.end())

/** Cleans up a database on a disk of 16 MiB, of which so many KiB are free. Prints what was said, the exit code, and the size of the file before and after. */
async function cleanUp(freeKiB: number): Promise<readonly string[]> {
  const steps = [
    'mount -t tmpfs -o size=16m none disk', 'cp telemetry.db disk', 'cd disk', 'stat -c %s telemetry.db',
    `dd if=/dev/zero of=ballast bs=1024 count=$(( $(df --output=avail -k . | tail -1) - ${freeKiB} )) 2> /dev/null`,
    '$CLI cleanup --days 8 2>&1; echo "$?"', 'stat -c %s telemetry.db',
  ]
  const { stdout } = await work.shell(`mkdir disk; unshare -m sh -c '${steps.join('; ')}'`)
  return stdout.trimEnd().split('\n')
}

describe.runIf(canMount)('a clean-up on a disk that is nearly full', () => {
  beforeEach(() => work.run(['demo', '--days', '16', '--seed-only', '--database', 'telemetry.db']))

  it('deletes everything that is due and returns its room, although the log cannot grow', async () => {
    const [before, said, code, after] = await cleanUp(400)
    expect([said, code]).toEqual([expect.stringMatching(/^Deleted [\d,]+ raw events of 7 days\.$/), '0'])
    expect(Number(after)).toBeLessThan(Number(before) * 0.8)
  })

  it('says what is done and what to do, where there is no room to go on', async () => {
    const [before, said, code, after] = await cleanUp(60)
    expect([said, code]).toEqual([expect.stringMatching(/^parel-telemetry: The disk or the quota of \.\/telemetry\.db has no room for what a clean-up writes\. (?:Nothing was deleted|\d+ raw events are deleted, and the clean-up is not done)\. Free a few MiB on the disk, then run: parel-telemetry cleanup$/), '74'])
    expect(after).toBe(before)
  })
})
