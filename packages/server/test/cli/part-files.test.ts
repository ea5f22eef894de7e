import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { beginPart } from '../../src/store/sqlite/part-file'
import { processMark } from '../../src/store/sqlite/process-mark'
import { prepareFolder } from '../prepare-folder'
import { runWords } from './run-words'

const folder = prepareFolder()
const run = (...words: string[]) => runWords(words, { TELEMETRY_DATABASE: folder('a.db') })
const deadMark = () => processMark(spawnSync(process.execPath, ['-e', '']).pid)

/** Puts a file there that was written to so many minutes ago. */
function leave(name: string, minutesAgo: number): string {
  writeFileSync(folder(name), 'half')
  age(folder(name), minutesAgo)
  return name
}

function age(file: string, minutesAgo: number): void {
  const then = Date.now() / 1000 - minutesAgo * 60
  utimesSync(file, then, then)
}

describe('what a killed backup or export has left', () => {
  it.each([
    ['backup', (name: string) => ['backup', name]],
    ['export', (name: string) => ['export', '--output', name]],
  ])('is cleared by the next %s into that folder, under whatever name', async (_name, words) => {
    await run('token', 'new')
    const left = leave(`yesterday.db.part-${deadMark()}-0123abcd`, 61)
    leave(`${left}-journal`, 61)
    expect(await run(...words(folder('today')))).toMatchObject({ code: 0 })
    expect(readdirSync(folder())).toEqual(['a.db', 'today'])
  })

  it.each([
    ['of a process that runs', () => leave(`x.part-${processMark()}-0123abcd`, 61)],
    ['of another machine', () => leave(`x.part-0123abcd-${deadMark().split('-')[1]}-0123abcd`, 61)],
    ['that was written to within the hour', () => leave(`x.part-${deadMark()}-0123abcd`, 59)],
    ['of somebody else, who gives other names', () => leave('x.part', 61)],
    ['that only begins so', () => leave(`x.part-${deadMark()}-0123abcd.txt`, 61)],
  ])('stays when it is one %s', async (_name, make) => {
    await run('token', 'new')
    const left = make()
    expect(await run('backup', folder('today'))).toMatchObject({ code: 0 })
    expect(readdirSync(folder())).toEqual(['a.db', 'today', left])
  })

  it('stays when it is a folder, or a link to a file of somebody else', async () => {
    await run('token', 'new')
    const [asFolder, asLink] = [`x.part-${deadMark()}-0123abcd`, `y.part-${deadMark()}-0123abcd`]
    mkdirSync(folder(asFolder))
    age(folder(asFolder), 61)
    symlinkSync(folder(leave('letter', 61)), folder(asLink))
    expect(await run('backup', folder('today'))).toMatchObject({ code: 0 })
    expect(readdirSync(folder())).toEqual(['a.db', 'letter', 'today', asFolder, asLink])
  })
})

describe('a file on its way to its name', () => {
  it('does not write over one that took the name meanwhile', () => {
    const part = beginPart(folder('out'))
    writeFileSync(part.file, 'whole')
    writeFileSync(folder('out'), 'of somebody else')
    expect(part.finish()).toBe(false)
    expect(readdirSync(folder())).toEqual(['out'])
  })

  it('shares its place with no other one of the same name', () => {
    const [first, second] = [beginPart(folder('out')), beginPart(folder('out'))]
    for (const { file } of [first, second]) writeFileSync(file, file)
    first.discard()
    expect(existsSync(second.file)).toBe(true)
    expect(second.finish()).toBe(true)
    expect(readdirSync(folder())).toEqual(['out'])
  })
})
