import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { refused } from '../../src/cli/expected-end.ts'
import { createWorkplace, type Workplace } from '../../src/cli/run-command.ts'

let work: Workplace
beforeEach(() => {
  work = createWorkplace()
})
afterEach(() => work.end())

/** A pipe that nobody reads, as descriptor 4. */
const CLOSED = 'mkfifo pipe; exec 3<>pipe 4>pipe 3<&-;'

describe('a token that nobody could see is revoked', () => {
  it.each([
    ['a full disk', '$CLI token new > /dev/full', 74, 'the disk is full'],
    ['a pipe that nobody reads', `${CLOSED} $CLI token new >&4`, 73, 'nobody reads it any more'],
  ])('%s', async (_name, line, code, why) => {
    const end = await work.shell(line)
    expect(end).toEqual(refused(code, `Standard output cannot be written (${why}). Send it to a file on a disk with room. The token that nobody saw was revoked.`))
    expect((await work.run(['token', 'list'])).stdout).toMatch(/^There are no tokens/)
  })
})

it.each([
  ['a reader that has seen enough is no error', `${CLOSED} $CLI config >&4`, { code: 0, stderr: '' }],
  ['but hides no finding', `${CLOSED} $CLI token new --json > /dev/null; echo "198.18.7.9 - -" > log; $CLI audit --logs log >&4`, { code: 1, stderr: '' }],
  ['nor is the help that nobody reads', `${CLOSED} $CLI --help >&4`, { code: 0, stderr: '' }],
])('%s', async (_name, line, end) => {
  expect(await work.shell(line)).toMatchObject(end)
})
