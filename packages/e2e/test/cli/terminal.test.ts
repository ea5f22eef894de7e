import { stripVTControlCharacters } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createWorkplace, type Workplace } from '../../src/cli/run-command.ts'

let work: Workplace
beforeAll(async () => {
  work = createWorkplace()
  await work.run(['demo', '--seed-only', '--days', '20'])
})
afterAll(() => work.end())

/** Back to the beginning of the line, and clear it. */
const CLEAR = '\r\u001B[K'
/** What was drawn over and over in one line. */
const drawn = (screen: string) => screen.split(CLEAR).slice(1)

describe('on a terminal', () => {
  it('a long command draws a bar in one line and leaves nothing of it', async () => {
    const { code, stdout } = await work.onTerminal('$CLI export --output wide.ndjson')
    const bars = drawn(stdout)
    expect(code).toBe(0)
    // In the first hours after midnight, today has no event yet.
    expect(bars[0]).toMatch(/^█░{23} [45]% of (?:19|2[01]) days$/)
    expect(bars.at(-2)).toMatch(/^█{24} 100% of (?:19|2[01]) days$/)
    expect(bars.at(-1)).toMatch(/^Exported [\d,]+ events to wide\.ndjson\.\r\n$/)
  })

  it('of a few columns the bar is cut, because a line that breaks cannot be written over', async () => {
    const { stdout } = await work.onTerminal('$CLI export --output narrow.ndjson', { columns: 20 })
    const bars = drawn(stdout).slice(0, -1)
    expect(bars.length).toBeGreaterThan(5)
    expect(bars.every((bar) => bar.length < 20)).toBe(true)
  })

  it('events themselves come without a bar among them', async () => {
    const { stdout } = await work.onTerminal('$CLI export')
    expect(drawn(stdout)).toEqual([])
    expect(stdout.trim().split('\r\n').every((line) => typeof JSON.parse(line).id === 'string')).toBe(true)
  })

  it.each([
    ['that cannot clear a line', '$CLI export --output dumb.ndjson', { TERM: 'dumb' }],
    ['with the answer for machines', '$CLI export --output json.ndjson --json', {}],
    ['with its output in a pipe', '$CLI export --output pipe.ndjson | cat', {}],
  ])('%s there is no bar', async (_name, line, environment) => {
    const { code, stdout } = await work.onTerminal(line, { environment })
    expect(code).toBe(0)
    expect(drawn(stdout)).toEqual([])
  })

  it('a failure is told in a line of its own, not behind the bar', async () => {
    const { stdout } = await work.onTerminal('ulimit -f 100; $CLI export --output full.ndjson')
    // The disk may be full before a bar was drawn.
    expect(stdout.split(CLEAR).at(-1)).toMatch(/^parel-telemetry: full\.ndjson cannot be written \(files may not get so large here\)/)
  })

  it('the server says where it is and ends with Ctrl-C', async () => {
    const { code, stdout } = await work.onTerminal('exec $CLI --port 0', { type: { keys: '\u0003', after: '  database   ./telemetry.db' } })
    expect(code).toBe(0)
    expect(stdout).toMatch(/^\d\d:\d\d:\d\d info {2}listening address="127\.0\.0\.1" port=\d+ database="\.\/telemetry\.db" enabled=true\r\n/)
    expect(stdout).toMatch(/ {2}dashboard {2}http:\/\/127\.0\.0\.1:\d+\/admin\/telemetry\r\n {2}recording {2}http:\/\/127\.0\.0\.1:\d+\/api\/telemetry\r\n/)
    expect(stdout).toMatch(/info {2}stopped\r\n$/)
  })

  it.each([{}, { NO_COLOR: '1' }, { FORCE_COLOR: '3' }])('nothing is coloured: %j', async (environment) => {
    const { stdout } = await work.onTerminal('$CLI doctor; $CLI config; $CLI --help', { environment })
    expect(stdout).toContain('Nothing is wrong.')
    expect(stripVTControlCharacters(stdout)).toBe(stdout)
  })
})

describe('without a terminal', () => {
  it.each([
    ['export --output out.ndjson', /^Exported [\d,]+ events to out\.ndjson\.\n$/],
    ['demo --seed-only --days 2 --database demo.db', /^Filled demo\.db with [\d,]+ invented events of 2 days\./],
  ])('%s says one line', async (words, line) => {
    expect(await work.run(words.split(' '))).toEqual({ code: 0, stdout: expect.stringMatching(line), stderr: '' })
  })

  it('import of what was exported says one line', async () => {
    await work.run(['export', '--output', 'again.ndjson'])
    expect(await work.run(['import', 'again.ndjson'])).toEqual({ code: 0, stdout: expect.stringMatching(/^Imported 0 events, [\d,]+ duplicates, 0 dropped\.\n$/), stderr: '' })
  })
})
