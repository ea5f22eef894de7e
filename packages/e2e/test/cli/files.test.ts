import { existsSync, readdirSync, readFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { idsOf, writeEventFile } from '../../src/cli/event-files.ts'
import { done, refused } from '../../src/cli/expected-end.ts'
import { createWorkplace, type Workplace } from '../../src/cli/run-command.ts'
import { pageViews, sendEvents } from '../../src/cli/send-events.ts'

let work: Workplace
beforeEach(() => {
  work = createWorkplace()
})
afterEach(() => work.end())

const writeEvents = (name: string, count: number) => writeEventFile(work.path(name), count)

describe('aggregate', () => {
  it('computes what changed; with --date or --all also what did not, from the events', async () => {
    writeEvents('in', 60)
    await work.run(['import', 'in'])
    expect(await work.run(['aggregate', '--date', '2025-10-02'])).toEqual(done('Aggregated 1 day: 2025-10-02.\n'))
    expect(await work.run(['aggregate', '--json'])).toEqual(done('{"days":["2025-10-01","2025-10-03"]}\n'))
    expect(await work.run(['aggregate'])).toEqual(done('Nothing to do: every finished day is aggregated.\n'))
    const viewsOf = () => {
      const db = new DatabaseSync(work.path('telemetry.db'))
      const counts = db.prepare("SELECT count FROM telemetry_aggregates WHERE type = 'page_view' ORDER BY date").all().map(({ count }) => count)
      db.close()
      return counts
    }
    const spoil = () => {
      const db = new DatabaseSync(work.path('telemetry.db'))
      db.exec('UPDATE telemetry_daily SET count = 1000')
      db.close()
    }
    expect(viewsOf()).toEqual([24, 24, 12])
    spoil()
    expect(await work.run(['aggregate', '--date', '2025-10-03'])).toEqual(done('Aggregated 1 day: 2025-10-03.\n'))
    expect(viewsOf()).toEqual([1000, 1000, 12])
    expect(await work.run(['aggregate', '--all'])).toEqual(done('Aggregated 3 days: 2025-10-01, 2025-10-02, 2025-10-03.\n'))
    expect(viewsOf()).toEqual([24, 24, 12])
    await work.run(['cleanup'])
    expect(await work.run(['aggregate', '--all'])).toEqual(done('Nothing to do: no finished day has raw events.\n'))
    expect(await work.run(['aggregate', '--date', '2025-10-03'])).toEqual(done('Nothing to do: 2025-10-03 has no raw events. It never had any, or they are past the retention and its numbers stay as they are.\n'))
    expect(viewsOf()).toEqual([24, 24, 12])
  })

  it('names the first and the last of many days, and all of them for machines', async () => {
    await work.run(['demo', '--seed-only', '--days', '12', '--database', 'demo.db'])
    expect(await work.run(['aggregate', '--all', '--database', 'demo.db'])).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Aggregated \d\d days: \d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d\.\n$/) })
    const { stdout } = await work.run(['aggregate', '--all', '--json', '--database', 'demo.db'])
    expect((JSON.parse(stdout) as { readonly days: readonly string[] }).days.length).toBeGreaterThan(9)
  })

  it('leaves a day alone that is not over', async () => {
    await work.run(['token', 'new'])
    const readToday = () => new Date().toISOString().slice(0, 10)
    const look = async () => ({ today: readToday(), end: await work.run(['aggregate', '--date', readToday()]) })
    let { today, end } = await look()
    // Where the day ended before the command looked at its clock, the next one is asked for.
    if (today !== readToday()) ({ today, end } = await look())
    expect(end).toEqual(refused(64, `--date is ${today}, which has not ended in UTC. Give an earlier day; reports compute today by themselves.`))
  })
})

describe('export', () => {
  it('into a reader that has seen enough ends quietly', async () => {
    writeEvents('in', 3000)
    await work.run(['import', 'in'])
    const { code, stdout, stderr } = await work.shell('{ $CLI export; echo "$?" >&2; } | head -n 1')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '0\n' })
    expect(idsOf(stdout)).toEqual(['in-0'])
  })

  it('onto a full disk says so, and leaves no half of a file', async () => {
    writeEvents('in', 3000)
    await work.run(['import', 'in'])
    expect(await work.shell('$CLI export > /dev/full')).toEqual(refused(74, 'Standard output cannot be written (the disk is full). Send it to a file on a disk with room.'))
    expect(await work.shell('ulimit -f 200; exec $CLI export --output out')).toEqual(refused(74, 'out cannot be written (files may not get so large here). Give a new file in a folder that exists, on a disk with room.'))
    expect(readdirSync(work.folder)).toEqual(['in', 'telemetry.db'])
  })

  it('while events arrive has every one that was acknowledged before it began, once', async () => {
    const server = await work.serve()
    let isSending = true
    const before = 2000
    for (let sent = 0; sent < before; sent += 500) await sendEvents(server.url, pageViews(500))
    const sending = (async () => {
      while (isSending) await sendEvents(server.url, pageViews(20))
    })()
    const { code, stdout, stderr } = await work.run(['export'])
    isSending = false
    await sending
    await server.stop()
    const ids = idsOf(stdout)
    const all = new Set(idsOf((await work.run(['export'])).stdout))
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(ids.length).toBeGreaterThanOrEqual(before)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.every((id) => all.has(id))).toBe(true)
  })

  it('is what import makes the same database of', async () => {
    await work.run(['demo', '--seed-only', '--days', '3'])
    const first = await work.run(['export', '--output', 'first.ndjson', '--json'])
    expect(first).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(/^\{"file":"first\.ndjson","events":\d+\}\n$/) })
    await work.run(['import', 'first.ndjson', '--database', 'copy.db'])
    await work.run(['export', '--output', 'second.ndjson', '--database', 'copy.db'])
    const lines = (name: string) => readFileSync(work.path(name), 'utf8').split('\n').toSorted()
    expect(lines('second.ndjson')).toEqual(lines('first.ndjson'))
  })
})

describe('import', () => {
  it('that is killed and then stopped goes on where it was, and loses and doubles nothing', async () => {
    // So many that it is never done before somebody on a busy machine has looked.
    const all = 30_000
    writeEventFile(work.path('in'), all, 60_000)
    const importing = async (signal: NodeJS.Signals, isThere: (stored: number) => boolean) => {
      const { child, ended } = work.start(['import', 'in'])
      while (!isThere(countEvents())) await new Promise((resolve) => setTimeout(resolve, 5))
      child.kill(signal)
      return ended
    }
    const countEvents = (): number => {
      if (!existsSync(work.path('telemetry.db-wal'))) return 0
      const db = new DatabaseSync(work.path('telemetry.db'), { readOnly: true, timeout: 5000 })
      try {
        return Number(db.prepare("SELECT coalesce(sum(events), 0) AS n FROM telemetry_days").get()?.n)
      } catch {
        // Not there yet: the first process is still making it.
        return 0
      } finally {
        db.close()
      }
    }
    expect(await importing('SIGKILL', (stored) => stored > 0)).toMatchObject({ code: null, stdout: '' })
    const killedAt = countEvents()
    expect(killedAt).toBeLessThan(all)
    expect(await importing('SIGINT', (stored) => stored > killedAt)).toEqual(refused(130, 'Stopped by a signal before it was done.'))
    const { stdout } = await work.run(['import', 'in', '--json'])
    const { stored, duplicates, dropped } = JSON.parse(stdout) as { readonly stored: number; readonly duplicates: number; readonly dropped: object }
    expect(dropped).toEqual({})
    expect(stored).toBeLessThan(all)
    // At most the one group that was stored and not yet noted.
    expect(duplicates).toBeLessThanOrEqual(500)
    expect(new Set(idsOf((await work.run(['export'])).stdout)).size).toBe(all)
  })

  it('reads a pipe', async () => {
    writeEvents('in', 30)
    expect(await work.shell('cat in | $CLI import /dev/stdin')).toEqual(done('Imported 30 events, 0 duplicates, 0 dropped.\n'))
  })
})

describe('backup and restore', () => {
  it('without room leave no half of a file, and the database as it was', async () => {
    await work.run(['demo', '--seed-only', '--days', '20'])
    expect(await work.shell('ulimit -f 1000; exec $CLI backup b.db')).toEqual(refused(74, 'There is no room for b.db. Nothing is left of it: free space, or give a file on another disk.'))
    expect(readdirSync(work.folder)).toEqual(['telemetry.db'])
    await work.run(['backup', 'b.db'])
    expect(await work.shell('ulimit -f 1000; exec $CLI restore b.db --force')).toEqual(refused(74, 'There is no room for ./telemetry.db. Nothing was changed. Free space, and restore again.'))
    expect(readdirSync(work.folder)).toEqual(['b.db', 'telemetry.db'])
    expect((await work.run(['doctor'])).code).toBe(0)
  })

  it('put aside what lies beside a database that was moved away: its log is not played into the new one', async () => {
    writeEvents('in', 30)
    await work.run(['import', 'in'])
    await work.run(['backup', 'b.db'])
    const server = await work.serve()
    await sendEvents(server.url, pageViews(400))
    await server.stop('SIGKILL')
    expect(existsSync(work.path('telemetry.db-wal'))).toBe(true)
    renameSync(work.path('telemetry.db'), work.path('moved.db'))
    writeFileSync(work.path('telemetry.db.damaged'), 'found damaged\n')
    const { code, stdout } = await work.run(['restore', 'b.db', '--json'])
    expect(code).toBe(0)
    const { kept } = JSON.parse(stdout) as { readonly kept: string }
    expect(readdirSync(work.folder).filter((name) => `./${name}`.startsWith(kept)).length).toBe(3)
    expect(idsOf((await work.run(['export'])).stdout)).toHaveLength(30)
    expect((await work.run(['doctor'])).stdout).toContain('✓ database: it can be read and written')
  })

  it('leave a copy that doctor tells of when it outlives the retention, and that erase does not forget', async () => {
    writeEvents('in', 30)
    await work.run(['import', 'in'])
    await work.run(['cleanup'])
    await work.run(['backup', 'b.db'])
    const { stdout } = await work.run(['restore', 'b.db', '--force', '--json'])
    const { kept } = JSON.parse(stdout) as { readonly kept: string }
    expect((await work.run(['doctor'])).stdout).toContain('✓ copies: none beside the database is older than the retention\n')
    const longAgo = new Date(Date.now() - 31 * 86_400_000)
    utimesSync(work.path(kept), longAgo, longAgo)
    expect(await work.run(['doctor'])).toMatchObject({ code: 0, stdout: expect.stringContaining(`! copies: older than the retention, with raw events: ${kept}\n    Delete them when they are not needed any more.\n`) })
    expect((await work.run(['erase', '--everything', '--yes', '--json'])).stdout).toBe(`${JSON.stringify({ erased: ['./telemetry.db', kept] })}\n`)
    expect(readdirSync(work.folder)).toEqual(['b.db', 'in'])
  })
})
