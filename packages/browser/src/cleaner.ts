import { prepareEvent, type EventContext, type EventDraft, type Refusal, type TelemetryEvent } from '@parel/telemetry-core'

/** {@link prepareEvent} for one client: parts that come again and again are cleaned once. */
export interface Cleaner {
  /** Takes a draft that is ours to change. Other events share the parts of what it returns. */
  clean_(draft: { -readonly [Key in keyof EventDraft]: EventDraft[Key] }): TelemetryEvent | Refusal
  /** Forgets what was given. */
  forget_(): void
}

/** Texts of each kind that are remembered. Beyond that all are forgotten, and memory begins anew. */
const MAX_KNOWN = 50
// Flat, so that the text says everything about it that cleaning looks at, and short, so that little is kept.
const FLAT_METADATA = /^\{"[^{[]{1,300}$/

/** @param context - The rules of the client, which must not change. Not the strict ones: there the metadata that stay depend on the name. */
export function createCleaner(context: EventContext): Cleaner {
  const routes = new Map<unknown, string | null>()
  const names: typeof routes = new Map()
  const metadatas = new Map<unknown, TelemetryEvent['metadata']>()
  const remember = <T>(known: Map<unknown, T>, text: unknown, part: T) => {
    if (known.size >= MAX_KNOWN) known.clear()
    known.set(text, part)
  }
  return {
    clean_(draft) {
      const { page, action } = draft
      const text = readFlat(draft.metadata)
      const route = routes.get(page)
      const name = names.get(action)
      const metadata = metadatas.get(text)
      // What is known is cleaned already: something short stands in for it.
      if (route) draft.page = '/'
      if (name) draft.action = 'a'
      if (metadata !== undefined) draft.metadata = null
      const event: { -readonly [Key in keyof TelemetryEvent]: TelemetryEvent[Key] } | Refusal = prepareEvent(draft, context)
      if ('refused' in event) return event
      if (route) event.page = route
      else if (page) remember(routes, page, event.page)
      if (name) event.action = name
      else if (action) remember(names, action, event.action)
      if (metadata !== undefined) event.metadata = metadata
      else if (text) remember(metadatas, text, event.metadata)
      return event
    },
    forget_: () => [routes, names, metadatas].forEach((known) => known.clear()),
  }
}

/** The text of flat metadata; '' when it is anything else. */
function readFlat(metadata: unknown): string {
  try {
    const text = metadata ? JSON.stringify(metadata) : ''
    return FLAT_METADATA.test(text) ? text : ''
  } catch {
    return ''
  }
}
