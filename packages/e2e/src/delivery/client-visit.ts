import { createTelemetry } from '@parel/telemetry-browser'

/** What a client outside of a page still held when `flush()` resolved, or its state without `runtime: 'server'`. */
export interface ClientVisit {
  readonly healthy: number
  readonly moved: number
  readonly away: number
  readonly unasked: string
}

/** Uses the built client as an app outside of a page would, in whatever runtime this is. The collector reads in `mode` what to answer. */
export async function visitCollector(address: string): Promise<ClientVisit> {
  const deliver = async (mode: string, count: number) => {
    const telemetry = createTelemetry({ endpoint: `${address}?mode=${mode}`, runtime: 'server', enabled: true })
    for (let index = 0; index < count; index++) telemetry.trackAction(`${mode}${index}`, undefined, undefined, { plan: 'pro', step: index })
    await telemetry.flush()
    return telemetry.inspect().queued
  }
  return {
    healthy: await deliver('healthy', 600),
    moved: await deliver('moved', 3),
    away: await deliver('away', 3),
    unasked: createTelemetry({ endpoint: address, enabled: true }).inspect().state,
  }
}

/** One event, delivered without waiting for it. */
export function trackLater(address: string): Promise<void> {
  const telemetry = createTelemetry({ endpoint: `${address}?mode=later`, runtime: 'server', enabled: true })
  telemetry.trackAction('later')
  return telemetry.flush()
}
