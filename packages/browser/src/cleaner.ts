import { prepareEvent, type EventContext, type EventDraft, type Refusal, type TelemetryEvent } from '@parel/telemetry-core'
import { attempt } from './attempt'

/** {@link prepareEvent} for one client: parts that come again and again are cleaned once. */
export interface Cleaner {
  /** Takes a draft that is ours to change. Other events share the parts of what it returns. */
  clean_(draft: { -readonly [Key in keyof EventDraft]: EventDraft[Key] }): TelemetryEvent | Refusal
  /** Forgets what was given. */
  forget_(): void
}

/** Metadata that are remembered. Beyond that all are forgotten, and memory begins anew. */
const MAX_KNOWN = 50
// Flat, so that the text says everything about it that cleaning looks at, and short, so that little is kept.
const FLAT_METADATA = /^\{"[^{[]{1,300}$/

/** @param context - The rules of the client, which must not change. Not the strict ones: there the metadata that stay depend on the name. */
export function createCleaner(context: EventContext): Cleaner {
  const known = new Map<string, TelemetryEvent['metadata']>()
  let page: unknown
  let route: string | null = null
  return {
    clean_(draft) {
      const given = draft.page
      const isSamePage = route && given === page
      const text = readFlat(draft.metadata)
      const metadata = known.get(text)
      // What is known is cleaned already: something short stands in for it.
      if (isSamePage) draft.page = '/'
      if (metadata !== undefined) draft.metadata = null
      const event: { -readonly [Key in keyof TelemetryEvent]: TelemetryEvent[Key] } | Refusal = prepareEvent(draft, context)
      if ('refused' in event) return event
      if (isSamePage) event.page = route
      page = given
      route = event.page
      if (metadata !== undefined) event.metadata = metadata
      else if (text) {
        if (known.size >= MAX_KNOWN) known.clear()
        // Whoever hears of an event must not change the next one.
        known.set(text, Object.freeze(event.metadata))
      }
      return event
    },
    forget_() {
      known.clear()
      page = route = null
    },
  }
}

/** The text of flat metadata; '' when it is anything else. */
function readFlat(metadata: unknown): string {
  const text = attempt(() => JSON.stringify(metadata)) ?? ''
  return FLAT_METADATA.test(text) ? text : ''
}
