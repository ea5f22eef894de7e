import { MAX_EVENT_AGE_MS, type TelemetryEvent } from '@parel/telemetry-core'
import type { InsertResult, TelemetryStore } from '../store/store'

/** Groups events so that those of one group lie close enough together to be received at the time of the latest. */
export function batchByTime(events: readonly TelemetryEvent[]): readonly (readonly TelemetryEvent[])[] {
  const sorted = events.toSorted((left, right) => left.createdAt - right.createdAt)
  const groups: TelemetryEvent[][] = []
  for (const event of sorted) {
    const group = groups.at(-1)
    const first = group?.[0]
    if (group !== undefined && first !== undefined && event.createdAt - first.createdAt < MAX_EVENT_AGE_MS) group.push(event)
    else groups.push([event])
  }
  return groups
}

/** Stores a group as if it had arrived when its latest event happened: history is not too old, it is late to the file. */
export function insertBatch(store: TelemetryStore, events: readonly TelemetryEvent[]): Promise<InsertResult> {
  const receivedAt = events.reduce((latest, { createdAt }) => Math.max(latest, createdAt), 0)
  return store.insert({ events, dropped: new Map(), removed: new Map(), stream: null, receivedAt })
}
