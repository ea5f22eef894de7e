import { ConfigError } from '../config-error'
import { refuseUnknownName } from './refuse-unknown-name'

/** What an option may be, and how that is said. */
export interface Form {
  readonly fits: (value: unknown) => boolean
  /** For example "a text, such as \"/tools\"". */
  readonly give: string
  /** Never shown. */
  readonly isSecret?: true
  /** Cannot be left out. */
  readonly isNeeded?: true
}

/** A form of each option; the compiler asks for all. */
export type Forms<Options> = { readonly [Name in keyof Options]-?: Form }

/** The longest time that a timer of Node takes, milliseconds; with a longer one it fires at once. */
export const longestTimerMs = 2 ** 31 - 1

export const isFunction = (value: unknown): boolean => typeof value === 'function'
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)
/** Whether a value is an object with these functions. */
export const has = (...names: readonly string[]) => (value: unknown): boolean => isObject(value) && names.every((name) => isFunction(value[name]))

const isText = (value: unknown) => typeof value === 'string'

export const toggle: Form = { fits: (value) => typeof value === 'boolean', give: 'true or false' }
export const clock: Form = { fits: isFunction, give: 'a function that answers milliseconds, for example Date.now' }
export const logger: Form = { fits: has('debug', 'info', 'warn', 'error'), give: 'an object with the functions debug, info, warn and error, for example console' }

/** Makes the form of a text. */
export const text = (example: string): Form => ({ fits: isText, give: `a text, for example ${JSON.stringify(example)}` })

/** Makes the form of a list of texts. */
export const list = (example: string): Form => ({ fits: (value) => Array.isArray(value) && value.every(isText), give: `a list of texts, for example [${JSON.stringify(example)}]` })

/** Makes the form of a whole number, both bounds included. */
export function whole({ from, to = Number.MAX_SAFE_INTEGER, example }: { readonly from: number; readonly to?: number; readonly example: number }): Form {
  const end = to === Number.MAX_SAFE_INTEGER ? '' : ` to ${to}`
  return { fits: (value) => Number.isSafeInteger(value) && (value as number) >= from && (value as number) <= to, give: `a whole number from ${from}${end}, for example ${example}` }
}

/** Refuses what JavaScript lets through and could only fail later. What is undefined was left out. `of` is who takes the options; `example` is one of them. */
export function checkForms<Options>(options: unknown, { forms, of, example }: { readonly forms: Forms<Options>; readonly of: string; readonly example: string }): asserts options is Options {
  if (!isObject(options)) throw new ConfigError(`The options of ${of} are ${kindOf(options)}. Give an object, for example ${example}.`)
  const known: Readonly<Record<string, Form>> = forms
  for (const name of Object.keys(options)) refuseUnknownName(name, { known: Object.keys(known), what: `option of ${of}` })
  for (const [name, form] of Object.entries(known)) {
    const value = options[name]
    if (value === undefined ? form.isNeeded === true : !form.fits(value)) throw refuse(name, value, form)
  }
}

/** Refuses numbers inside an option, such as `limits`. */
export function checkParts<Parts>(parts: Partial<Parts> | undefined, { forms, what, place }: { readonly forms: Forms<Parts>; readonly what: string; readonly place: string }): void {
  for (const [name, value] of Object.entries(parts ?? {})) {
    refuseUnknownName(name, { known: Object.keys(forms), what, place: ` in ${place}` })
    const form = forms[name as keyof Parts]
    if (!form.fits(value)) throw refuse(`${place}.${name}`, value, form)
  }
}

function refuse(name: string, value: unknown, { give, isSecret, isNeeded }: Form): ConfigError {
  return new ConfigError(`${name} is ${isSecret ? kindOf(value) : show(value)}. Give ${give}${isNeeded ? '' : ', or leave it out'}.`)
}

/** A value in a message, in short. */
export function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)
  return ['number', 'boolean'].includes(typeof value) ? String(value) : kindOf(value)
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value)
  if (Array.isArray(value)) return describeList(value)
  return typeof value === 'string' ? 'a text' : typeof value === 'object' ? 'an object that lacks what is needed' : `a ${typeof value}`
}

/** What is no text is shown, because most lists are of texts. */
function describeList(list: readonly unknown[]): string {
  const wrong = list.find((item) => !isText(item))
  return list.every(isText) ? 'a list' : `a list with ${Array.isArray(wrong) ? 'a list' : show(wrong)} in it`
}
