import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startServerProcess } from '../../src/server-process.ts'
import { createTemporaryFolder } from '../../src/temporary-folder.ts'

const strace = ['/usr/bin/strace', '/bin/strace'].find((path) => existsSync(path))
const requests = 40

// Killing a process proves nothing about power: the page cache outlives it. The order of system calls does.
describe.runIf(strace !== undefined)('the order of system calls', () => {
  it('has a finished sync of the log between every two answers', { timeout: 120_000 }, async () => {
    expect(await traceAnswers('full')).toEqual({ answers: requests, withoutSync: 0 })
  })

  it('would show an answer without one', { timeout: 120_000 }, async () => {
    const { answers, withoutSync } = await traceAnswers('normal')
    expect(answers).toBe(requests)
    expect(withoutSync).toBeGreaterThan(requests / 2)
  })
})

async function traceAnswers(mode: 'full' | 'normal'): Promise<{ readonly answers: number; readonly withoutSync: number }> {
  const folder = createTemporaryFolder()
  const trace = join(folder, 'trace.txt')
  const program = [join(import.meta.dirname, 'child-server.ts'), join(folder, 'telemetry.db'), mode]
  const server = await startServerProcess(strace ?? '', ['-f', '-y', '-s', '40', '-e', 'trace=fsync,fdatasync,write,writev,sendto,sendmsg', '-o', trace, process.execPath, ...program])
  for (let index = 0; index < requests; index++) {
    const answer = await fetch(`${server.url}/api/telemetry`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"type":"page_view","page":"/a"}' })
    await answer.arrayBuffer()
  }
  // The tracer passes no signals on.
  process.kill(Number(/pid (\d{1,10})/.exec(server.output())?.[1]), 'SIGTERM')
  await once(server.child, 'exit')
  return countAnswers(readFileSync(trace, 'utf8').split('\n'))
}

/** One request at a time, so that a sync between two answers can only be the later one's. */
function countAnswers(lines: readonly string[]): { readonly answers: number; readonly withoutSync: number } {
  const syncing = new Set<string>()
  let synced = false
  let answers = 0
  let withoutSync = 0
  for (const line of lines) {
    const [thread = ''] = line.split(' ', 1)
    if (/f(?:data)?sync\(\d+<[^>]*-wal>/.test(line)) {
      if (line.includes('<unfinished')) syncing.add(thread)
      else synced = true
    } else if (/<\.\.\. f(?:data)?sync resumed>/.test(line) && syncing.delete(thread)) synced = true
    else if (line.includes('"HTTP/1.1 200')) {
      answers++
      if (!synced) withoutSync++
      synced = false
    }
  }
  return { answers, withoutSync }
}
