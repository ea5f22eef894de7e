import { randomInt } from 'node:crypto'
import type { JudgingRules } from './is-clean-metadata'
import { loadEngine } from '../store/sqlite/engine'
import { openReader } from '../store/sqlite/open-reader'
import { auditDatabase } from './audit-database'
import { createCanaries } from './canaries'
import { readPieces } from '../store/sqlite/read-pieces'

/** How well the audit sees. */
export interface SelfTest {
  readonly planted: number
  /** How many of them the file still holds; SQLite writes over some that are deleted. */
  readonly present: number
  readonly found: number
  /** Findings in the copy before anything was planted. */
  readonly before: number
}

const PLANTED = 500

/** What stands behind each planted string: a look for one short text, not for five hundred. SQLite writes over freed bytes from the front. */
const BEHIND = ' here'
/** More than the longest planted string has. */
const MAX_PLANTED_BYTES = 100

/**
 * Plants invented personal data in a copy of the database, half of it deleted again, and counts how much the audit finds.
 *
 * @param options - `copy` is the path of the copy; the caller deletes it. `signal` ends it before it is done.
 */
export async function runSelfTest(database: string, { cleaning, copy, signal }: { readonly cleaning: JudgingRules; readonly copy: string; readonly signal: AbortSignal }): Promise<SelfTest> {
  await copyDatabase(database, copy)
  const before = (await auditDatabase({ database: copy, cleaning, signal })).findings.length
  const canaries = createCanaries(PLANTED, (below) => randomInt(below))
  plant(copy, canaries)
  const present = findPlanted(canaries, copy)
  const missed = new Set(present)
  await auditDatabase({ database: copy, cleaning, onMatch: (value) => strike(missed, value), signal })
  return { planted: PLANTED, present: present.size, found: present.size - missed.size, before }
}

async function copyDatabase(from: string, to: string): Promise<void> {
  const source = openReader(from)
  try {
    await loadEngine().backup(source, to)
  } finally {
    source.close()
  }
}

function plant(path: string, canaries: readonly string[]): void {
  const { DatabaseSync: Database } = loadEngine()
  const db = new Database(path)
  try {
    db.exec('PRAGMA secure_delete = OFF; CREATE TABLE planted (id INTEGER PRIMARY KEY, text TEXT)')
    db.exec('CREATE TABLE planted_and_deleted (id INTEGER PRIMARY KEY, text TEXT)')
    const kept = db.prepare('INSERT INTO planted (text) VALUES (?)')
    const deleted = db.prepare('INSERT INTO planted_and_deleted (text) VALUES (?)')
    // In the middle of other words, as it happens.
    for (const [index, canary] of canaries.entries()) (index % 2 === 0 ? kept : deleted).run(`seen ${canary}${BEHIND}`)
    db.exec('DROP TABLE planted_and_deleted')
  } finally {
    db.close()
  }
}

/** Those of the planted strings that are in the bytes of a file, in the middle of what was planted around them. */
export function findPlanted(canaries: readonly string[], path: string): ReadonlySet<string> {
  const present = new Set<string>()
  for (const { text } of readPieces(path, MAX_PLANTED_BYTES)) {
    for (let end = text.indexOf(BEHIND); end >= 0; end = text.indexOf(BEHIND, end + 1)) {
      const before = text.slice(Math.max(0, end - MAX_PLANTED_BYTES), end)
      for (const canary of canaries) if (before.endsWith(canary)) present.add(canary)
    }
  }
  return present
}

/** Takes out what a match holds: of all matches in a large file none is kept. */
function strike(missed: Set<string>, match: string): void {
  if (missed.delete(match)) return
  for (const canary of missed) if (match.includes(canary)) missed.delete(canary)
}
