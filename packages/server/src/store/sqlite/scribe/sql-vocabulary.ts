import type { DatabaseSync } from 'node:sqlite'
import type { PathSpace, Position, VocabularyStorage, WordState } from '../../shared/vocabulary'
import { routeFolder } from '../../shared/route-folder'
import { isNumbers, parseOwnJson } from '../../shared/parse-own-json'

/** Keeps the learned vocabulary in the file, so that it holds across restarts and processes. */
export function createSqlVocabulary(db: DatabaseSync, onCollapse: () => void): VocabularyStorage {
  const findPosition = db.prepare('SELECT id, words, collapsed FROM telemetry_positions WHERE space = ? AND parent = ?')
  const addPosition = db.prepare('INSERT INTO telemetry_positions (space, parent, words, collapsed) VALUES (?, ?, 0, 0)')
  const countPositions = db.prepare('SELECT count(*) AS positions FROM telemetry_positions WHERE space = ?')
  const findWord = db.prepare('SELECT admitted, sessions FROM telemetry_vocabulary WHERE position = ? AND word = ?')
  const addWord = db.prepare('INSERT OR IGNORE INTO telemetry_vocabulary (position, word, admitted, sessions) VALUES (?, ?, ?, ?)')
  const changeWord = db.prepare('UPDATE telemetry_vocabulary SET admitted = ?, sessions = ? WHERE position = ? AND word = ?')
  const countWord = db.prepare('UPDATE telemetry_positions SET words = words + 1 WHERE id = ?')
  return {
    readPosition(space, parent): Position | null {
      const row = findPosition.get(space, parent)
      return row === undefined ? null : { id: Number(row.id), words: Number(row.words), collapsed: row.collapsed === 1 }
    },
    createPosition: (space, parent) => ({ id: Number(addPosition.run(space, parent).lastInsertRowid), words: 0, collapsed: false }),
    countPositions: (space) => Number(countPositions.get(space)?.positions),
    readWord(position, word): WordState | null {
      const row = findWord.get(position, word)
      if (row === undefined) return null
      const sessions = parseOwnJson(String(row.sessions))
      return { admitted: row.admitted === 1, sessions: isNumbers(sessions) ? sessions : [] }
    },
    writeWord(position, word, { admitted, sessions }) {
      const text = JSON.stringify(sessions)
      if (addWord.run(position, word, Number(admitted), text).changes === 1) countWord.run(position)
      else changeWord.run(Number(admitted), text, position, word)
    },
    collapse(position, { space, parent, isFolded }) {
      db.prepare('UPDATE telemetry_positions SET collapsed = 1 WHERE id = ?').run(position.id)
      const foldRoute = routeFolder(parent, isFolded)
      foldWords(db, space, foldRoute)
      foldPositions(db, space, foldRoute)
      // What is below a collapsed position is asked again; at the root the established words are still needed.
      if (parent !== '') db.prepare('DELETE FROM telemetry_vocabulary WHERE position = ?').run(position.id)
      forgetOpenDays(db)
      onCollapse()
    },
  }
}

type FoldRoute = (route: string) => string

/** Renames the folded routes where they stand once, in the table of words; the raw rows that point there need no change. */
function foldWords(db: DatabaseSync, space: PathSpace, foldRoute: FoldRoute): void {
  const find = db.prepare('SELECT id FROM telemetry_words WHERE space = ? AND text = ? AND same_as IS NULL')
  const rename = db.prepare('UPDATE telemetry_words SET text = ? WHERE id = ?')
  const merge = db.prepare('UPDATE telemetry_words SET text = ?, same_as = ? WHERE id = ?')
  const follow = db.prepare('UPDATE telemetry_words SET text = ?, same_as = ? WHERE same_as = ?')
  for (const { id, text } of db.prepare('SELECT id, text FROM telemetry_words WHERE space = ? AND same_as IS NULL').all(space)) {
    const folded = foldRoute(String(text))
    if (folded === text) continue
    const target = find.get(space, folded)
    if (target === undefined) rename.run(folded, Number(id))
    else merge.run(folded, Number(target.id), Number(id))
    follow.run(folded, Number(target?.id ?? id), Number(id))
  }
}

function foldPositions(db: DatabaseSync, space: PathSpace, foldRoute: FoldRoute): void {
  for (const { id, parent } of db.prepare('SELECT id, parent FROM telemetry_positions WHERE space = ?').all(space)) {
    if (foldRoute(String(parent)) === parent) continue
    db.prepare('DELETE FROM telemetry_vocabulary WHERE position = ?').run(Number(id))
    db.prepare('DELETE FROM telemetry_positions WHERE id = ?').run(Number(id))
  }
}

/** Aggregates of days that still have their events are computed again; until then they must not keep the folded words. */
function forgetOpenDays(db: DatabaseSync): void {
  db.exec(`UPDATE telemetry_days SET generation = generation + 1, epoch = epoch + 1 WHERE sealed = 0;
    DELETE FROM telemetry_daily WHERE day IN (SELECT day FROM telemetry_days WHERE sealed = 0);
    DELETE FROM telemetry_transitions WHERE day IN (SELECT day FROM telemetry_days WHERE sealed = 0);
    UPDATE telemetry_state SET vocabulary = vocabulary + 1`)
}
