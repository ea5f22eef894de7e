import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { claimPort } from '../../src/claim-port.ts'
import { canTrace, traceSyncs } from '../../src/durability/trace-syncs.ts'
import { startServerProcess } from '../../src/server-process.ts'
import { createTemporaryFolder } from '../../src/temporary-folder.ts'

const child = join(import.meta.dirname, '../../src/durability/server-child.mjs')
const traceable = await canTrace()
const limitable = await new Promise<boolean>((resolve) => spawn('prlimit', ['--version'], { stdio: 'ignore' }).once('error', () => resolve(false)).once('exit', (code) => resolve(code === 0)))

it.runIf(traceable)('syncs the log before each of its answers, and the weaker setting is seen not to', { timeout: 120_000 }, async () => {
  const folder = createTemporaryFolder()
  expect(await traceSyncs(folder, { mode: 'quiet', requests: 100 })).toEqual({ answers: 100, early: 0 })
  const control = await traceSyncs(folder, { mode: 'normal', requests: 100 })
  expect(control.answers).toBe(100)
  expect(control.early).toBeGreaterThan(90)
})

it.runIf(limitable)('answers that it is full when the disk is, keeps reading, and loses nothing it had', { timeout: 120_000 }, async () => {
  const path = join(createTemporaryFolder(), 'full.db')
  // No file of this process may pass 400 KiB: the log stops growing, as on a full disk.
  const server = await startServerProcess('prlimit', ['--fsize=409600', process.execPath, child, path, 'quiet', String(await claimPort())])
  const send = (index: number) =>
    fetch(`${server.url}/api/telemetry`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(Array.from({ length: 50 }, () => ({ type: 'action', action: 'save', metadata: { note: `${index} ${'word '.repeat(30)}` } }))),
    })
  let accepted = 0
  let status = 200
  for (let index = 0; index < 200 && status === 200; index++) {
    const response = await send(index)
    status = response.status
    if (status === 200) accepted += 50
    await response.body?.cancel()
  }
  expect(status).toBe(507)
  const report = (await (await fetch(`${server.url}/api/telemetry`)).json()) as { readonly summary: { readonly actions: number } }
  expect(report.summary.actions).toBe(accepted)
  await server.stop()
})
