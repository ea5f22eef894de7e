import type { TelemetryEvent } from '@parel/telemetry-core'

/** Says what happens, like the logger of the server. */
export interface ForwarderLog {
  info(message: string, fields?: Readonly<Record<string, string | number | boolean | null>>): void
  warn(message: string, fields?: Readonly<Record<string, string | number | boolean | null>>): void
  error(message: string, fields?: Readonly<Record<string, string | number | boolean | null>>): void
}

/** A field that a destination may get. Ids and session ids are replaced by others that only this destination knows. */
export type ForwardedField = keyof TelemetryEvent

/** Every field, with re-keyed ids: what Axiom and a webhook get. */
export const FORWARDED_FIELDS: readonly ForwardedField[] = ['id', 'type', 'page', 'action', 'duration', 'metadata', 'sessionId', 'platform', 'createdAt']

/** What of an event goes to a destination: only listed fields, and none that is null. */
export type ForwardedEvent = { readonly [Name in ForwardedField]?: Name extends 'createdAt' ? string : TelemetryEvent[Name] }

/** What became of a batch. */
export interface SendResult {
  /**
   * `sent`: the destination has it. `retry`: try the same again later. `too_large`: try again with fewer events. `refused`: these events will
   * never be taken. `stopped`: nothing will be taken until someone changes the settings (a wrong token); nothing is dropped meanwhile.
   */
  readonly outcome: 'sent' | 'retry' | 'too_large' | 'refused' | 'stopped'
  /** For people: one of a few fixed sentences, never an address, a token or a word of the answer. */
  readonly reason?: string
  /** How many of the first events the destination has, when not all. */
  readonly done?: number
  /** How many it took and threw away. */
  readonly dropped?: number
  /** With `retry`: whether the events took it too long, so that fewer may go through. */
  readonly isSlow?: boolean
  /** How long the destination wants to rest, in milliseconds. */
  readonly retryAfterMs?: number
}

/** A destination of events. */
export interface Forwarder {
  /** Name in settings and reports, such as `axiom`. */
  readonly name: string
  /** The allow-list: nothing else leaves. */
  readonly fields: readonly ForwardedField[]
  /** Events of one send. */
  readonly batchSize: number
  /** Which events it wants. Default: all. */
  accepts?(event: TelemetryEvent): boolean
  /** Sends a batch. Never throws; gives up when the signal fires. */
  send(events: readonly ForwardedEvent[], signal: AbortSignal): Promise<SendResult>
}
