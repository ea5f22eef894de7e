// What others do, expressed again from their public documentation and sources: the rules, not the code.

/** A way to clean addresses or metadata or both, for comparison. */
export interface Baseline {
  readonly name: string
  url?(address: string): string
  metadata?(metadata: unknown): unknown
}

const UUID = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/gi
const segments = (address: string, rename: (segment: string) => string) =>
  (address.split(/[?#]/)[0] ?? '').split('/').map((segment) => (segment ? rename(segment) : segment)).join('/')

type Leaf = (key: string, value: unknown) => unknown

function mapLeaves(value: unknown, leaf: Leaf, key = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => mapLeaves(item, leaf, key))
  if (value === null || typeof value !== 'object') return leaf(key, value)
  return Object.fromEntries(Object.entries(value).flatMap(([name, item]) => {
    const mapped = leaf(name, item) === undefined ? undefined : mapLeaves(item, leaf, name)
    return mapped === undefined ? [] : [[name, mapped]]
  }))
}

const naiveUrl: Baseline = {
  name: 'naive: UUIDs and numbers',
  url: (address) => segments(address, (segment) => (/^\d+$/.test(segment) ? '[id]' : segment.replace(UUID, '[id]'))),
}

const naiveMetadata: Baseline = {
  name: 'naive: five keys',
  metadata: (metadata) => mapLeaves(metadata, (key, value) => (/^(email|password|token|secret|key)$/i.test(key) ? undefined : value)),
}

// Sentry Relay: UUIDs, hashes, dates, 0x-hex, and every segment with two digits or more; for values about a dozen expressions.
const relayKeys = /password|secret|passwd|api_key|apikey|access_token|auth|credentials|mysql_pwd|stripetoken|private_key|card|csrf|session|bearer|token/i
const relayValues: readonly RegExp[] = [
  UUID, /[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/g, /\b(?:\d{1,3}\.){3}\d{1,3}\b/g,
  /\b(?:[\da-f]{0,4}:){3,7}[\da-f]{0,4}\b/gi, /\b[A-Z]{2}\d{2}[A-Z\d]{11,30}\b/g, /\b(?:\d[ -]?){13,16}\b/g, /\b\d{3}-\d{2}-\d{4}\b/g,
  /-----BEGIN [A-Z ]{1,30}-----[^-]{1,2000}/g, /\bBearer \S+/gi, /\b(?:[\da-f]{2}:){5}[\da-f]{2}\b/gi, /\b35\d{13}\b/g,
]
const relay: Baseline = {
  name: 'Sentry-Relay-like',
  url: (address) =>
    segments(address, (segment) =>
      /^(?:[\da-f]{32}|[\da-f]{40}|0x[\da-f]+)$/i.test(segment) || segment.match(UUID) || (segment.match(/\d/g)?.length ?? 0) > 1 ? '[id]' : segment,
    ),
  metadata: (metadata) =>
    mapLeaves(metadata, (key, value) => {
      if (relayKeys.test(key)) return undefined
      return typeof value === 'string' ? relayValues.reduce((text, pattern) => text.replace(pattern, '[removed]'), value) : value
    }),
}

// Datadog tracer: numbers, mixes of digits or hex with marks, hex of six or more, 20 characters or a special one; at most eight segments.
const datadog: Baseline = {
  name: 'Datadog-tracer-like',
  url: (address) =>
    segments(address, (segment) =>
      /^(?:\d{2,}|(?=.*\d)[\d._-]{3,}|(?=.*\d)[\da-fA-F]{6,}|(?=.*\d)[\da-fA-F._-]{6,}|.{20,}|.*[%&'()*+,:=@].*)$/.test(segment) ? '[id]' : segment,
    ).split('/').slice(0, 9).join('/'),
}

// Datadog RUM: documented as every segment with a digit.
const rum: Baseline = { name: 'Datadog-RUM-like', url: (address) => segments(address, (segment) => (/\d/.test(segment) ? '[id]' : segment)) }

export const BASELINES: readonly Baseline[] = [naiveUrl, naiveMetadata, relay, datadog, rum]
