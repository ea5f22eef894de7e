import { type DataHealth, dateOfDay } from '@parel/telemetry-core'
import type { Reply } from '../http/exchange'
import { jsonReply } from '../http/replies'
import { toCounts } from '../rows/fold'
import type { AppParts } from './parts'
import type { StoreHealth } from '../store/store'
import type { Exchange } from './route'

/** Shows whether the data can be trusted: what was received, what was lost, what is not done yet. */
export async function getDataHealth({ request, parts }: Exchange): Promise<Reply> {
  await parts.gate.require(request, ['admin', 'share'])
  const store = await parts.store()
  return jsonReply(200, describeHealth(await store.health(parts.options.now()), parts))
}

function describeHealth(health: StoreHealth, { options, version }: AppParts): DataHealth {
  return {
    now: new Date(options.now()).toISOString(),
    version,
    enabled: options.enabled,
    timeZone: health.timeZone,
    retentionDays: options.retentionDays,
    lastEventAt: toIso(health.lastEventAt),
    counts: {
      received: health.received,
      stored: health.stored,
      duplicates: health.duplicates,
      dropped: toCounts(health.dropped),
      ignored: toCounts(health.ignored ?? new Map()),
      clientLost: toCounts(health.clientLost),
      gaps: health.gaps,
    },
    lastAggregationAt: toIso(health.lastAggregationAt),
    unaggregatedDays: health.unaggregatedDays.map(dateOfDay),
    rawEvents: health.rawEvents,
    oldestRawDay: health.oldestRawDay === null ? null : dateOfDay(health.oldestRawDay),
    databaseBytes: health.bytes,
    quotaBytes: health.quotaBytes,
    forwarders: options.forwarders?.health() ?? [],
  }
}

function toIso(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString()
}
