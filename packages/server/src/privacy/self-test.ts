import { randomInt } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SanitizeOptions } from '@parel/telemetry-core'
import { loadEngine } from '../store/sqlite/engine'
import { auditDatabase } from './audit-database'
import { createCanaries } from './canaries'

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

/** Plants invented personal data in a copy of the database, half of it deleted again, and counts how much the audit finds. */
export async function runSelfTest(database: string, cleaning: SanitizeOptions): Promise<SelfTest> {
  const folder = mkdtempSync(join(tmpdir(), 'telemetry-audit-'))
  const copy = join(folder, 'copy.db')
  try {
    await copyDatabase(database, copy)
    const before = auditDatabase({ database: copy, cleaning }).findings.length
    const canaries = createCanaries(PLANTED, (below) => randomInt(below))
    plant(copy, canaries)
    const matches: string[] = []
    auditDatabase({ database: copy, cleaning, onMatch: (value) => matches.push(value) })
    const present = findPresent(canaries, copy)
    return { planted: PLANTED, present: present.length, found: countFound(present, matches), before }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function copyDatabase(from: string, to: string): Promise<void> {
  const { backup, DatabaseSync: Database } = loadEngine()
  const source = new Database(from, { readOnly: true })
  try {
    await backup(source, to)
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
    for (const [index, canary] of canaries.entries()) (index % 2 === 0 ? kept : deleted).run(`seen ${canary} here`)
    db.exec('DROP TABLE planted_and_deleted')
  } finally {
    db.close()
  }
}

function findPresent(canaries: readonly string[], path: string): readonly string[] {
  const bytes = readFileSync(path)
  return canaries.filter((canary) => bytes.includes(canary))
}

function countFound(canaries: readonly string[], matches: readonly string[]): number {
  const all = new Set(matches)
  return canaries.filter((canary) => all.has(canary) || matches.some((match) => match.includes(canary))).length
}
