import { EVENT_TYPES } from '@parel/telemetry-core'

/** Marks the file as ours (`PRAGMA application_id`). */
export const APPLICATION_ID = 0x50_54_45_4c

/** Orders of arrival in one key: `day * DAY_SPAN + order`. A day's rows lie together, in order of arrival, and 17 billion events fit. */
export const DAY_SPAN = 2 ** 34

const dayOfKey = '(r.key >> 34)'
const typeNames = EVENT_TYPES.map((type, index) => `WHEN ${index} THEN '${type}'`).join(' ')
const uuid = ['1, 8', '9, 4', '13, 4', '17, 4', '21'].map((part) => `substr(hex(s.name), ${part})`).join(` || '-' || `)

const tables = `
CREATE TABLE telemetry_meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE telemetry_state (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  next_order INTEGER NOT NULL,
  vocabulary INTEGER NOT NULL,
  sealed_through INTEGER NOT NULL,
  last_event_at INTEGER,
  last_aggregation_at INTEGER
) STRICT;
INSERT INTO telemetry_state VALUES (1, 1, 1, -1000000, NULL, NULL);
CREATE TABLE telemetry_counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE telemetry_leases (name TEXT PRIMARY KEY, holder TEXT NOT NULL, until INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE telemetry_words (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  space TEXT NOT NULL,
  text TEXT NOT NULL,
  same_as INTEGER,
  last_day INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX telemetry_words_text ON telemetry_words (space, text) WHERE same_as IS NULL;
CREATE TABLE telemetry_positions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  space TEXT NOT NULL,
  parent TEXT NOT NULL,
  words INTEGER NOT NULL,
  collapsed INTEGER NOT NULL,
  UNIQUE (space, parent)
) STRICT;
CREATE TABLE telemetry_vocabulary (
  position INTEGER NOT NULL,
  word INTEGER NOT NULL,
  admitted INTEGER NOT NULL,
  sessions TEXT NOT NULL,
  PRIMARY KEY (position, word)
) STRICT, WITHOUT ROWID;
CREATE TABLE telemetry_sessions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name ANY NOT NULL UNIQUE,
  first_day INTEGER NOT NULL,
  last_day INTEGER NOT NULL
) STRICT;
CREATE INDEX telemetry_sessions_crossing ON telemetry_sessions (last_day) WHERE last_day > first_day;
CREATE TABLE telemetry_streams (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  last_day INTEGER NOT NULL,
  progress TEXT,
  lost TEXT
) STRICT;
CREATE TABLE telemetry_raw (
  key INTEGER PRIMARY KEY,
  stream INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  type INTEGER NOT NULL,
  page INTEGER NOT NULL,
  action INTEGER NOT NULL,
  duration INTEGER,
  status INTEGER,
  kind INTEGER NOT NULL,
  session INTEGER NOT NULL,
  platform INTEGER NOT NULL,
  at INTEGER NOT NULL,
  metadata TEXT
) STRICT;
CREATE UNIQUE INDEX telemetry_raw_identity ON telemetry_raw (stream, sequence);
CREATE TABLE telemetry_days (
  day INTEGER PRIMARY KEY,
  generation INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  events INTEGER NOT NULL,
  aggregated_generation INTEGER,
  sealed INTEGER NOT NULL CHECK (sealed IN (0, 1))
) STRICT;
CREATE TABLE telemetry_daily (
  day INTEGER NOT NULL,
  type TEXT NOT NULL,
  context TEXT NOT NULL,
  count INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  sessions INTEGER NOT NULL,
  duration_count INTEGER NOT NULL,
  duration_sum INTEGER NOT NULL,
  duration_min INTEGER,
  duration_max INTEGER,
  p50 REAL,
  p95 REAL,
  p99 REAL,
  histogram BLOB,
  maps TEXT,
  PRIMARY KEY (day, type, context)
) STRICT, WITHOUT ROWID;
CREATE TABLE telemetry_transitions (
  day INTEGER NOT NULL,
  from_page TEXT NOT NULL,
  to_page TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (day, from_page, to_page)
) STRICT, WITHOUT ROWID;
`

const views = `
CREATE VIEW telemetry_events AS SELECT
  t.name || CASE WHEN r.sequence < 0 THEN '' ELSE '-' || r.sequence END AS id,
  CASE r.type ${typeNames} END AS type,
  p.text AS page,
  a.text AS action,
  r.duration AS duration,
  r.metadata AS metadata,
  CASE typeof(s.name) WHEN 'blob' THEN lower(${uuid}) ELSE s.name END AS sessionId,
  CASE r.platform WHEN 1 THEN 'mobile' ELSE 'web' END AS platform,
  strftime('%Y-%m-%dT%H:%M:%fZ', (${dayOfKey} * 86400000 + r.at) / 1000.0, 'unixepoch') AS createdAt
FROM telemetry_raw AS r
LEFT JOIN telemetry_streams AS t ON t.id = r.stream
LEFT JOIN telemetry_words AS p ON p.id = r.page
LEFT JOIN telemetry_words AS a ON a.id = r.action
LEFT JOIN telemetry_sessions AS s ON s.id = r.session;
CREATE VIEW telemetry_aggregates AS SELECT
  date(day * 86400, 'unixepoch') || '/' || type || '/' || context AS id,
  date(day * 86400, 'unixepoch') AS date,
  type,
  nullif(context, '') AS context,
  count,
  CASE WHEN duration_count > 0 THEN 1.0 * duration_sum / duration_count END AS avgDuration,
  p50 AS p50Duration,
  p95 AS p95Duration,
  p99 AS p99Duration,
  CASE WHEN type = 'api_call' THEN 100.0 * failed / count END AS errorRate
FROM telemetry_daily;
`

/** Everything of the first version. */
export const firstSchema = tables + views

/**
 * The second version keeps the hours at which sessions ended, in the maps of their row. Days that still have their events are computed again; those of sealed
 * days are unknown, which the missing map says.
 */
export const hoursOfEnds = `UPDATE telemetry_days SET epoch = epoch + 1, aggregated_generation = NULL
  WHERE sealed = 0 AND day IN (SELECT day FROM telemetry_daily WHERE type = 'session_end');`

/**
 * The third version counts the views that told a visible time, beside the times. Days that still have their events are computed again, by the schedule as soon as
 * it looks: else all of them were undone until one o'clock. Of sealed days it is unknown.
 */
export const toldViews = `ALTER TABLE telemetry_daily ADD COLUMN told_views INTEGER;
UPDATE telemetry_days SET epoch = epoch + 1, aggregated_generation = NULL
  WHERE sealed = 0 AND day IN (SELECT day FROM telemetry_daily WHERE type = 'page_leave');
DELETE FROM telemetry_meta WHERE key = 'setting:schedule:aggregate';`

/** The fourth version keeps the values of web vitals by page, in the maps of their rows. Days that still have their events are computed again; of sealed days they are unknown. */
export const vitalsOfPages = `UPDATE telemetry_days SET epoch = epoch + 1, aggregated_generation = NULL
  WHERE sealed = 0 AND day IN (SELECT day FROM telemetry_daily WHERE type = 'web_vital');
DELETE FROM telemetry_meta WHERE key = 'setting:schedule:aggregate';`
