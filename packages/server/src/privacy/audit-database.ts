import { createHmac, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { openAsFound } from '../store/sqlite/open-reader'
import { type AuditFinding, createFindings, type Findings } from './finding'
import { findDirtyFreePages } from './free-pages'
import { inTurns } from './in-turns'
import type { JudgingRules } from './is-clean-metadata'
import { scanFile } from './scan-file'
import { scanLabels } from './scan-labels'
import { scanRows } from './scan-rows'
import { scanTexts } from './scan-texts'

/** What an audit found. */
export interface AuditReport {
  readonly findings: readonly AuditFinding[]
  readonly files: readonly string[]
  readonly bytes: number
  readonly values: number
  readonly freePages: number
  readonly unread: readonly Unread[]
}

/** What could not be looked at, and why. */
export interface Unread {
  readonly file: string
  readonly part: 'bytes' | 'rows' | 'free pages'
  /** The word of the system, such as `EACCES`. */
  readonly reason: string
}

/** What {@link auditDatabase} looks at. */
export interface AuditOptions {
  readonly database: string
  /** Files beside it: logs, exports, backups. */
  readonly files?: readonly string[]
  /** The rules of the server that wrote it, as far as they are known: cleaning keeps the words of its routes. */
  readonly cleaning?: JudgingRules
  /** For the self-test. */
  readonly onMatch?: (value: string) => void
  /** Ends it before it is done. */
  readonly signal?: AbortSignal
}

/**
 * Looks for personal data in every byte of a database and its companions, live, deleted or half-written, and in every stored word.
 *
 * @throws The reason of the signal, when it has fired.
 */
export async function auditDatabase({ database, files = [], cleaning = {}, onMatch, signal }: AuditOptions): Promise<AuditReport> {
  const key = randomBytes(32)
  const findings = createFindings((value) => createHmac('sha256', key).update(value).digest('hex').slice(0, 8), onMatch)
  const unread: Unread[] = []
  const tryTo = async ({ file, part }: Omit<Unread, 'reason'>, work: () => number | Promise<number>): Promise<number> => {
    try {
      return await work()
    } catch (error) {
      signal?.throwIfAborted()
      unread.push({ file, part, reason: error instanceof Error && 'code' in error ? String(error.code) : 'unreadable' })
      return 0
    }
  }
  const all = [...['', '-wal', '-journal'].map((suffix) => database + suffix).filter((path) => path === database || existsSync(path)), ...files]
  let bytes = 0
  for (const path of all) bytes += await tryTo({ file: path, part: 'bytes' }, () => inTurns(scanFile(path, findings), signal))
  const values = await tryTo({ file: database, part: 'rows' }, () => readRows(database, (db) => inTurns(scanDatabase(db, findings, cleaning), signal)))
  let freePages = 0
  await tryTo({ file: database, part: 'free pages' }, () => {
    const { pages, dirty } = findDirtyFreePages(database)
    freePages = pages
    for (let page = 0; page < dirty; page++) findings.add('deleted_data', 'free pages', 'not zero')
    return pages
  })
  return { findings: findings.list(), files: all, bytes, values, freePages, unread }
}

function* scanDatabase(db: DatabaseSync, findings: Findings, cleaning: JudgingRules): Generator<void, number> {
  yield* scanRows(db, findings, cleaning)
  scanLabels(db, findings, cleaning)
  return yield* scanTexts(db, findings, cleaning)
}

async function readRows(database: string, work: (db: DatabaseSync) => Promise<number>): Promise<number> {
  const db = openAsFound(database)
  try {
    return await work(db)
  } finally {
    db.close()
  }
}
