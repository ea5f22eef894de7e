import type { Server } from 'node:http'
import { expect, it, vi } from 'vitest'
import { runCli } from '../../src/cli/run-cli'
import { prepareFolder } from '../prepare-folder'

const folder = prepareFolder()

it('a server goes on after errors of its listening socket, and logs each cause once', async () => {
  const http = process.getBuiltinModule('node:http')
  const create = vi.spyOn(http, 'createServer')
  const log: string[] = []
  const stopping = new AbortController()
  const fail = () => {
    const [server] = create.mock.results.map(({ value }) => value as Server)
    for (const code of ['EMFILE', 'EMFILE', 'ENFILE']) server?.emit('error', Object.assign(new Error(`accept ${code}`), { code }))
    stopping.abort()
  }
  const code = await runCli(['serve', '--port', '0', '--no-schedule'], {
    environment: { TELEMETRY_DATABASE: folder('a.db') }, now: () => Date.UTC(2025, 9, 14), signal: stopping.signal, serving: fail,
    write: async () => {}, writeError: (line) => void log.push(line), isTerminal: false,
  })
  create.mockRestore()
  expect(code).toBe(0)
  expect(log.flatMap((line) => /could not be accepted.*"code":"(\w+)"/.exec(line)?.[1] ?? [])).toEqual(['EMFILE', 'ENFILE'])
})
