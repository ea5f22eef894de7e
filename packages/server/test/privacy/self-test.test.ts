import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readPieces } from '../../src/store/sqlite/read-pieces'
import { findPlanted } from '../../src/privacy/self-test'

const pieceBytes = 1024 * 1024

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'telemetry-self-test-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A file with holes: texts at places, zeros between them. */
function sparseFile(bytes: number, texts: readonly (readonly [at: number, text: string])[]): string {
  const path = join(folder, String(bytes))
  const file = openSync(path, 'w')
  ftruncateSync(file, bytes)
  for (const [at, text] of texts) writeSync(file, text, at)
  closeSync(file)
  return path
}

it('no more of a file than a piece is held at once, and nothing of it is left out', () => {
  const path = sparseFile(5 * pieceBytes + 1, [[5 * pieceBytes - 30, 'seen b@mail.example here']])
  const pieces = [...readPieces(path, 100)]
  expect(Math.max(...pieces.map(({ text }) => text.length))).toBe(pieceBytes + 100)
  expect(pieces.map(({ fresh }) => fresh)).toEqual([...Array.from({ length: 5 }, () => pieceBytes), 1])
  expect([...findPlanted(['a@mail.example', 'b@mail.example'], path)]).toEqual(['b@mail.example'])
})

it.each(Array.from({ length: 7 }, (_, index) => index * 4))('a planted string is found where a piece ends, %i bytes before it', (bytes) => {
  const path = sparseFile(2 * pieceBytes, [[pieceBytes - bytes, 'seen b@mail.example here']])
  expect([...findPlanted(['b@mail.example'], path)]).toEqual(['b@mail.example'])
})
