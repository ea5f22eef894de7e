import type { DailyRow } from '../../src/store/store'

/** One row of a day, with everything that a test does not name at rest. */
export function dailyRow(fields: Partial<DailyRow> & Pick<DailyRow, 'day' | 'type'>): DailyRow {
  return {
    toldViews: fields.durationCount ?? 0,
    context: '', count: 0, failed: 0, sessions: 0, durationCount: 0, durationSum: 0, durationMin: null, durationMax: null, p50: null, p95: null, p99: null,
    histogram: new Map(), statusCounts: new Map(), errorTypes: new Map(), pages: new Map(), hours: new Map(), platforms: new Map(), endHours: new Map(), vitals: new Map(), live: false, ...fields,
  }
}
