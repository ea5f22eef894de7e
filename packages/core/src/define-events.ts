import type { Metadata } from './event'

/** Whether a value is what was declared. */
export type Field<Value = unknown> = (value: unknown) => value is Value

/** What each declared action may carry. */
export type EventDefinitions = Readonly<Record<string, Readonly<Record<string, Field>>>>

/** Names of the declared actions. */
export type ActionName<Events extends EventDefinitions> = Extract<keyof Events, string>

/** Unlike `{}`, which accepts anything. */
type Nothing = { readonly [key: string]: never }

/** Metadata of one declared action. Every field is optional. */
export type ActionMetadata<Events extends EventDefinitions, Name extends ActionName<Events>> = [keyof Events[Name]] extends [never]
  ? Nothing
  : { readonly [Key in keyof Events[Name]]?: (Events[Name][Key] extends Field<infer Value> ? Value : never) | undefined }

/**
 * Registers the events of an app. Declare them once, and the React hooks check every call at compile time.
 *
 * @example
 * ```text
 * declare module '@parel/telemetry-core' {
 *   interface Register { events: typeof events }
 * }
 * ```
 */
export interface Register {}

/** The events of {@link Register}, or any event if none are registered. */
export type RegisteredEvents = Register extends { readonly events: infer Events extends EventDefinitions } ? Events : EventDefinitions

/** One of the given words. */
export function oneOf<const Words extends readonly (string | number | boolean)[]>(...words: Words): Field<Words[number]> {
  return (value): value is Words[number] => (words as readonly unknown[]).includes(value)
}

/** Drops keys that are not declared, and values that are not what was declared. */
export function keepDeclared(fields: Readonly<Record<string, Field>>, metadata: Metadata, onRemoved?: (rule: string) => void): Metadata {
  return Object.fromEntries(
    // The callback's return value, such as the new length of a list, must not keep what it is told of.
    Object.entries(metadata).filter(([key, value]) => (Object.hasOwn(fields, key) && fields[key]?.(value)) || void onRemoved?.('undeclared_key')),
  )
}

/** True or false. */
export const boolean: Field<boolean> = (value): value is boolean => typeof value === 'boolean'

/** A whole number. */
export const integer: Field<number> = (value): value is number => Number.isSafeInteger(value)

/** A number. */
export const number: Field<number> = (value): value is number => Number.isFinite(value)

/** Any text. It is cleaned like all text: what looks like personal data is removed. */
export const text: Field<string> = (value): value is string => typeof value === 'string'

/**
 * Declares the actions of an app and the metadata of each. With `strict`, client and server drop and count everything else.
 *
 * @example
 * ```ts
 * const events = defineEvents({ checkout_done: { plan: oneOf('free', 'pro'), items: integer } })
 * events.checkout_done.plan('pro')
 * // => true
 * ```
 */
export function defineEvents<const Events extends EventDefinitions>(events: Events): Events {
  return events
}
