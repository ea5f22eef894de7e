import { ConfigError } from '../config-error'
import { FORWARDED_FIELDS, type Forwarder } from '../forwarders/forwarder'
import type { BackgroundWorkOptions } from './background-work'
import { checkForms, clock, type Form, type Forms, isFunction, isObject, logger, show, whole } from '../config/option-forms'

const FORMS: Forms<BackgroundWorkOptions> = {
  store: { fits: isFunction, give: 'a function that answers the store, for example () => telemetry.store()', isNeeded: true },
  environment: { fits: isObject, give: 'an object of texts, for example process.env' },
  forwarders: { fits: (value) => Array.isArray(value) && value.every(isObject), give: 'a list of destinations, each with name, fields, batchSize and send' },
  logger,
  now: clock,
}

const isField = (value: unknown) => FORWARDED_FIELDS.some((field) => field === value)
const FORWARDER: Forms<Forwarder> = {
  name: { fits: (value) => typeof value === 'string' && value !== '', give: 'a name, for example "archive"', isNeeded: true },
  fields: { fits: (value) => Array.isArray(value) && value.every(isField), give: `a list of some of: ${FORWARDED_FIELDS.join(', ')}`, isNeeded: true },
  batchSize: { ...whole({ from: 1, example: 500 }), isNeeded: true },
  accepts: { fits: isFunction, give: 'a function of an event that answers true or false' },
  send: { fits: isFunction, give: 'a function of a list of events and a signal', isNeeded: true },
}

/** Refuses options of the background work that would otherwise fail later, unnoticed. */
export function checkBackgroundOptions(options: unknown): asserts options is BackgroundWorkOptions {
  checkForms<BackgroundWorkOptions>(options, { forms: FORMS, of: 'createBackgroundWork', example: '{ store: () => telemetry.store() }' })
  for (const [name, value] of Object.entries(options.environment ?? {})) {
    if (value !== undefined && typeof value !== 'string') throw new ConfigError(`${name} of the environment is ${show(value)}. Give a text, or leave it out.`)
  }
  for (const [index, forwarder] of (options.forwarders ?? []).entries()) checkForwarder(forwarder, index)
}

/** Two of one name would share one place in the events, and each would miss what the other took. */
export function refuseTwins(forwarders: readonly Forwarder[]): readonly Forwarder[] {
  const twin = forwarders.find(({ name }, index) => forwarders.findIndex((other) => other.name === name) < index)
  if (twin === undefined) return forwarders
  throw new ConfigError(`Two forwarders are called ${show(twin.name)}. Give each a name of its own; axiom, plausible, webhook and opentelemetry are those of the environment.`)
}

/** What else a destination has is its own: it may be an object of a class. */
function checkForwarder(forwarder: Forwarder, index: number): void {
  for (const [name, { fits, give, isNeeded }] of Object.entries<Form>(FORWARDER)) {
    const value: unknown = forwarder[name as keyof Forwarder]
    if (value === undefined ? isNeeded !== true : fits(value)) continue
    throw new ConfigError(`${name} of forwarders[${index}] is ${show(value)}. Give ${give}.`)
  }
}
