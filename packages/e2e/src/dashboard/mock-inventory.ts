import type { DataHealth, LiveEvent, PrivacyInventory } from '@parel/telemetry-core'
import { MOCK_NOW } from './mock-report.ts'

const ago = (ms: number) => new Date(MOCK_NOW - ms).toISOString()

/** Data health of an app in use, or of one that never got an event. */
export function mockHealth(empty: boolean): DataHealth {
  return {
    now: ago(0), version: '0.1.0', enabled: true, timeZone: 'UTC', retentionDays: 30,
    lastEventAt: empty ? null : ago(42_000),
    counts: empty
      ? { received: 0, stored: 0, duplicates: 0, dropped: [], ignored: [], clientLost: [], gaps: 0 }
      : {
          received: 128_401, stored: 127_902, duplicates: 311, dropped: [{ name: 'too_old', count: 120 }, { name: 'invalid_type', count: 41 }, { name: 'rate_limited', count: 27 }],
          ignored: [{ name: 'duration', count: 8_204 }, { name: 'sessionId', count: 12 }],
          clientLost: [{ name: 'overflow', count: 14 }, { name: 'offline_expired', count: 9 }], gaps: 23,
        },
    lastAggregationAt: empty ? null : ago(15 * 3_600_000), unaggregatedDays: empty ? [] : ['2025-10-13'],
    rawEvents: empty ? 0 : 41_230, oldestRawDay: empty ? null : '2025-09-14', databaseBytes: 18_432_000, quotaBytes: 1_073_741_824,
    forwarders: empty
      ? []
      : [
          { name: 'axiom', state: 'ok', sent: 41_200, dropped: 0, pending: 30, lagMs: 4_000, lastError: null },
          { name: 'plausible', state: 'failing', sent: 12_004, dropped: 3, pending: 640, lagMs: 912_000, lastError: '502 from the server' },
        ],
  }
}

/** The privacy inventory. */
export const MOCK_PRIVACY: PrivacyInventory = {
  now: new Date(MOCK_NOW).toISOString(),
  fields: [
    { name: 'id', type: 'text', keeps: 'A random stream of one document and a position in it. Counts the same event once.' },
    { name: 'type', type: 'text', keeps: 'What happened: page_view, action, error, api_call, session_start or session_end.' },
    { name: 'page', type: 'text or null', keeps: 'The route, such as /orders/[id]. Never a concrete address.' },
    { name: 'action', type: 'text or null', keeps: 'The name of the action or the kind of the error.' },
    { name: 'duration', type: 'milliseconds or null', keeps: 'Latency of a call, length of a session.' },
    { name: 'metadata', type: 'object or null', keeps: 'Cleaned values: keys that could name a person are removed.' },
    { name: 'sessionId', type: 'UUID or null', keeps: 'Random, for one tab, never linked to another.' },
    { name: 'platform', type: 'text', keeps: 'web or mobile.' },
    { name: 'createdAt', type: 'time', keeps: 'When it happened.' },
  ],
  neverKept: ['IP addresses', 'User agents', 'Cookies', 'E-mail addresses', 'Names', 'User ids', 'Query strings', 'Page contents'],
  removed: [{ name: 'query_string', count: 8_412 }, { name: 'identifier_in_path', count: 5_129 }, { name: 'metadata_key', count: 214 }, { name: 'email_value', count: 31 }],
  retentionDays: 30, nextDeletion: '2025-10-14', optOuts: 17,
  destinations: [{ name: 'axiom', fields: ['type', 'page', 'createdAt'] }],
}

const sessionEnd = { type: 'session_end', page: null, action: null, duration: 423_000, metadata: null } as const

/** One stored event; the first is the end of a session. */
export function mockLiveEvent(index: number): LiveEvent {
  const kinds = [
    { type: 'page_view', page: '/dashboard', action: null, duration: null, metadata: null },
    { type: 'api_call', page: '/api/user', action: null, duration: 98, metadata: { statusCode: 200, method: 'GET' } },
    { type: 'action', page: '/friends', action: 'challenge_sent', duration: null, metadata: { button: 'send' } },
    { type: 'error', page: '/flow/[id]', action: 'api_error', duration: null, metadata: { statusCode: 500 } },
  ] as const
  const kind = index === 0 ? sessionEnd : (kinds[index % kinds.length] ?? kinds[0])
  return { id: `0m9x2k1abV1StGXR8_Z5-${index}`, ...kind, sessionId: 'a1b2c3d4-e5f6-4a7b-8c9d-0e1f2a3b4c5d', platform: index % 3 === 0 ? 'mobile' : 'web', createdAt: ago(60_000 - index * 1000) }
}
