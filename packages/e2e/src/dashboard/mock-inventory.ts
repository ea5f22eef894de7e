import type { DataHealth, LiveEvent, PrivacyInventory } from '@parel/telemetry-core'
import { createTelemetryServer, memoryStore } from '@parel/telemetry-server'
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
          received: 128_401, stored: 127_902, duplicates: 311, dropped: [{ name: 'too_old', count: 120 }, { name: 'invalid', count: 41 }, { name: 'too_many_events', count: 27 }],
          ignored: [{ name: 'duration', count: 8_204 }, { name: 'sessionId', count: 12 }],
          clientLost: [{ name: 'overflow', count: 14 }, { name: 'expired', count: 9 }], gaps: 23,
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

/** The privacy inventory: fields and promises are those of the real server, the numbers are invented. */
export const MOCK_PRIVACY: PrivacyInventory = {
  ...(await readInventory()),
  now: new Date(MOCK_NOW).toISOString(),
  removed: [{ name: 'address', count: 8_412 }, { name: 'key', count: 5_129 }, { name: 'token', count: 214 }, { name: 'secret', count: 31 }],
  retentionDays: 30, nextDeletion: '2025-10-14', optOuts: 17,
  destinations: [{ name: 'axiom', fields: ['type', 'page', 'createdAt'] }],
}

async function readInventory(): Promise<PrivacyInventory> {
  const telemetry = createTelemetryServer({ store: memoryStore() })
  const answer = await telemetry.fetch(new Request('http://localhost/api/telemetry/privacy'))
  return (await answer.json()) as PrivacyInventory
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
