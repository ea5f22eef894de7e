/** What a row can be filtered by; the words of the API, the widest first. */
export const FILTERS = ['page', 'endpoint', 'action', 'error'] as const

/** One of {@link FILTERS}. */
export type Filter = (typeof FILTERS)[number]

/** The filters that are set, each with the name that it lets through. */
export type Filters = ReadonlyMap<Filter, string>
