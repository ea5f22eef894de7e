import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { describeFailure, findCause, judgeRun } from '../verify.mjs'
import { createTree } from './temporary-tree.ts'

const ROOT = join(import.meta.dirname, '../..')
const failure = { name: 'adds', file: 'a.test.ts', message: 'expected 3 to be 2' }

it.each([
  ['a run in which all passed', 0, { passed: 5, failures: [] }, { passed: 5, failures: [] }],
  ['a run in which one failed', 1, { passed: 5, failures: [failure] }, { passed: 5, failures: [failure] }],
  ['a run that failed in silence', 1, { passed: 5, failures: [] }, { passed: 5, failures: [{ name: 'vitest --project house', file: 'run', message: 'It ended with code 1 and no failed test.' }] }],
  ['a run that left no report', 137, undefined, { passed: 0, failures: [{ name: 'vitest --project house', file: 'run', message: 'It ended with code 137 and left no report.' }] }],
])('judges %s', (_name, code, report, expected) => {
  expect(judgeRun({ project: 'house', code, report })).toEqual(expected)
})

it('names a failure in one line', () => {
  expect(describeFailure(failure)).toBe('FAILED a.test.ts › adds: expected 3 to be 2')
})

it.each([
  ['the first line that speaks of a failure', 'ok     core\n\u001b[31mFAILED react 13.1 kB\u001b[39m\nFAILED all\n', 'FAILED react 13.1 kB'],
  ['an error of a compiler', 'src/a.ts(1,2): error TS2304: Cannot find name.\nDone\n', 'src/a.ts(1,2): error TS2304: Cannot find name.'],
  ['the last line of one that names none', 'Unused files (1)\n  tools/a.ts\n\n', 'tools/a.ts'],
  ['silence', '\n', 'It wrote nothing.'],
])('finds in the output of a gate %s', (_name, output, expected) => {
  expect(findCause(output)).toBe(expected)
})

it('reports failed tests, hooks, files and errors outside of tests with file and first line', async () => {
  const reporter = JSON.stringify(join(ROOT, 'tools/failure-reporter.ts'))
  const root = createTree({
    'vitest.config.mjs': `import { createFailureReporter } from ${reporter}\nexport default { test: { globals: true, reporters: [createFailureReporter('report.json')] } }`,
    'sum.test.ts': "it('passes', () => {})\ndescribe('a sum', () => it('adds', () => { throw new Error('expected 3\\nto be 2') }))",
    'hook.test.ts': "describe('a folder', () => { afterAll(() => { throw new Error('not empty') }); it('fills', () => {}) })",
    'file.test.ts': "throw new Error('no such module')",
    'outside.test.ts': "it('ends', () => void Promise.reject(new Error('nobody listens')))",
  })
  const report = join(root, 'report.json')
  await new Promise((resolve) => execFile(process.execPath, [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run'], { cwd: root }, resolve))
  expect(existsSync(report)).toBe(true)
  const { passed, failures } = JSON.parse(readFileSync(report, 'utf8'))
  expect(passed).toBe(3)
  expect(failures).toHaveLength(4)
  expect(failures).toEqual(
    expect.arrayContaining([
      { name: 'a sum > adds', file: 'sum.test.ts', message: 'expected 3' },
      { name: 'a folder', file: 'hook.test.ts', message: 'not empty' },
      { name: 'the file itself', file: 'file.test.ts', message: 'no such module' },
      { name: 'outside of the tests: Error', file: join(root, 'outside.test.ts'), message: 'nobody listens' },
    ]),
  )
})
