import { afterAll, beforeAll, expect, it } from 'vitest'
import { createWorkplace, type Workplace } from '../../src/cli/run-command.ts'

let work: Workplace
beforeAll(() => {
  work = createWorkplace()
})
afterAll(() => work.end())

/** Lines that a terminal of the usual width breaks. */
const wideLines = (text: string) => text.split('\n').filter((line) => line.length > 80)

/** The version changes with every release. */
const withoutVersion = (text: string) => text.replace(/^parel-telemetry\/\d{1,4}\.\d{1,4}\.\d{1,4}\S{0,40}$/m, 'parel-telemetry/0.0.0')

const COMMANDS = ['serve', 'demo', 'init', 'aggregate', 'cleanup', 'doctor', 'backup', 'restore', 'export', 'import', 'token', 'config', 'audit', 'erase']

it.each(COMMANDS)('%s explains itself, with an example', async (command) => {
  const { code, stdout, stderr } = await work.run([command, '--help'])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  const [, says = 'nothing'] = new RegExp(`^ {2}${command} .*?  (\\S.*)$`, 'm').exec((await work.run(['--help'])).stdout) ?? []
  expect(stdout).toContain(says)
  expect(wideLines(stdout)).toEqual([])
  expect(stdout).toMatch(/^Examples:\n {2}.*parel/m)
  await expect(withoutVersion(stdout)).toMatchFileSnapshot(`help/${command}.txt`)
})

it('the whole explains itself', async () => {
  const { code, stdout, stderr } = await work.run(['--help'])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(wideLines(stdout)).toEqual([])
  await expect(withoutVersion(stdout)).toMatchFileSnapshot('help/all.txt')
  expect(await work.run(['-h'])).toEqual({ code: 0, stdout, stderr: '' })
  expect(await work.run(['help'])).toEqual({ code: 0, stdout, stderr: '' })
  expect(await work.run(['help', 'serve'])).toEqual(await work.run(['serve', '--help']))
  expect(await work.run(['help', 'token', 'new'])).toEqual(await work.run(['token', '--help']))
  expect(COMMANDS.filter((command) => !stdout.includes(`\n  ${command} `))).toEqual([])
  expect((await work.run(['--version'])).stdout).toMatch(/^parel-telemetry\/\d+\.\d+\.\d+ /)
})

it('config shows every setting', async () => {
  const { code, stdout, stderr } = await work.run(['config'])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  await expect(stdout).toMatchFileSnapshot('help/config-defaults.txt')
})
