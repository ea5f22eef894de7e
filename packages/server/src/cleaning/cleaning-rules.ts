import type { ResolvedOptions } from '../options'

/** What of the rules other processes can know: declared events are functions, which no file holds. */
export type NotedCleaning = Pick<ResolvedOptions, 'routes' | 'strict' | 'allow' | 'deny' | 'review'>

/** How a server cleans: the rules of core, and whether it looks a second time. */
export type CleaningRules = NotedCleaning & Pick<ResolvedOptions, 'events'>

/** Picks them out of all options, so that nothing else travels with each event. */
export function cleaningRules({ routes, strict, allow, deny, events, review }: ResolvedOptions): CleaningRules {
  return { routes, strict, allow, deny, events, review }
}
