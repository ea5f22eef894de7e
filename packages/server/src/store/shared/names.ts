import type { EventType } from '@parel/telemetry-core'
import { OTHER_CONTEXT } from './fold-limits'
import type { PathSpace } from './vocabulary'

/** Names are learned per kind of event; `kind` is the error type in the metadata of an error. */
export type NameSpace = EventType | 'kind'

/** Different names of one space that are kept; later ones count as `[other]`. */
export const MAX_NAMES = 2000

/** Endpoints and pages are learned apart: a path may be a word of one and an identifier of the other. */
export function pathSpaceOf(type: EventType): PathSpace {
  return type === 'api_call' ? 'endpoint' : 'page'
}

/** Bounds the different names of each space. */
export function createNameLimit(): { admit(space: NameSpace, name: string): string } {
  const known = new Map<NameSpace, Set<string>>()
  return {
    admit(space, name) {
      const names = known.get(space) ?? new Set()
      known.set(space, names)
      if (!names.has(name) && names.size >= MAX_NAMES) return OTHER_CONTEXT
      names.add(name)
      return name
    },
  }
}
