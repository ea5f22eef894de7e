import { afterEach, beforeEach, expect, it } from 'vitest'
import { createWorkplace, type Workplace } from '../../src/cli/run-command.ts'
import { canMount } from '../../src/durability/faulty-disk.ts'

let work: Workplace
beforeEach(() => {
  work = createWorkplace()
})
afterEach(() => work.end())

it.runIf(canMount)('everything is erased from a disk without a free byte', async () => {
  const steps = ['mount -t tmpfs -o size=2m none disk', 'cd disk', '$CLI token new > /dev/null', 'dd if=/dev/zero of=ballast bs=4096 2> /dev/null', '$CLI erase --everything --yes; echo "$?"', 'ls']
  const { stdout } = await work.shell(`mkdir disk; unshare -m sh -c '${steps.join('; ')}'`)
  expect(stdout).toMatch(/^Erased \.\/telemetry\.db.*\n0\nballast\n$/)
})
