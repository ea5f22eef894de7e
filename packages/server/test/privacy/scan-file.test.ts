import { execFileSync, spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { createFindings } from '../../src/privacy/finding'
import { inTurns } from '../../src/privacy/in-turns'
import { scanFile } from '../../src/privacy/scan-file'
import { prepareFolder } from '../prepare-folder'

const pieceBytes = 1024 * 1024

const folder = prepareFolder()

async function scan(path: string): Promise<{ readonly bytes: number; readonly found: number }> {
  const findings = createFindings((value) => value)
  const bytes = await inTurns(scanFile(path, findings))
  return { bytes, found: findings.list().reduce((total, { count }) => total + count, 0) }
}

const mails = (count: number) => Array.from({ length: count }, (_, index) => `visitor-${index}@mail.example`.padEnd(100)).join('')

it.each([
  ['less than a piece', 5000, 50],
  ['a whole piece, with a mail at its very end', pieceBytes, 1],
  ['some pieces', 3 * pieceBytes + 1, 20_000],
])('each match of a file of %s is counted once', async (_name, bytes, count) => {
  writeFileSync(folder('log'), mails(count).padStart(bytes).slice(0, bytes).trimEnd().padStart(bytes))
  expect(await scan(folder('log'))).toEqual({ bytes, found: count })
})

it('each match of a pipe, which gives its bytes in portions of its own, is counted once', async () => {
  const count = 12_000
  writeFileSync(folder('log'), mails(count))
  execFileSync('sh', ['-c', 'mkfifo pipe'], { cwd: folder() })
  const writer = spawn('sh', ['-c', 'exec cat log > pipe'], { cwd: folder(), stdio: 'ignore' })
  // It may be gone before all is read.
  const gone = new Promise((resolve) => writer.once('exit', resolve))
  expect(await scan(folder('pipe'))).toEqual({ bytes: count * 100, found: count })
  await gone
})
