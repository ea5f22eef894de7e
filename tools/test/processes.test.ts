import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'

const PATIENCE = { timeout: 60_000, interval: 50 }

it.each([
  ['SIGINT', 7],
  ['SIGTERM', 8],
  ['SIGHUP', 8],
] as const)('stops what runs below a shell on %s and says so in the exit code', async (signal, exitCode) => {
  const { child, port } = await startFixture('host.mjs')
  child.kill(signal)
  const [code] = await once(child, 'exit')
  expect(code).toBe(exitCode)
  expect(await isHeld(port)).toBe(false)
})

it('kills what does not stop when asked', async () => {
  const { child, port } = await startFixture('host.mjs', '--stubborn')
  child.kill('SIGTERM')
  await once(child, 'exit')
  expect(await isHeld(port)).toBe(false)
})

it.each([
  ['its parent is killed', ''],
  ['npm is killed and the shell below it is not', 'sh'],
])('leaves no process and no port behind when %s', async (_name, shell) => {
  const { child, port } = await startFixture('supervisor.mjs', shell)
  child.kill('SIGKILL')
  await vi.waitFor(async () => expect(await isHeld(port)).toBe(false), PATIENCE)
})

async function startFixture(file: string, ...args: string[]): Promise<{ child: ChildProcess; port: number }> {
  const path = join(import.meta.dirname, 'fixtures', file)
  const child = spawn(process.execPath, [path, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  await vi.waitFor(() => expect(output).toMatch(/port \d{1,5}\n/), PATIENCE)
  const port = Number(/\d{1,5}/.exec(output)?.[0])
  expect(await isHeld(port)).toBe(true)
  return { child, port }
}

function isHeld(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}
