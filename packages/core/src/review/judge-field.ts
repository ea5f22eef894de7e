import type { MetadataValue } from '../event'
import { ANYTHING, OBJECTS, UNSAFE } from '../allowance'
import { judgeKey, splitWords } from '../metadata-key'
import { judgeReviewKey, type KeyKind } from './judge-key'

type Values = { readonly [key: string]: MetadataValue }

/** Keys for what a field had before a change, and what it has now. */
const SIDE = /^(?:old|new|from|to|before|after|previous|prev|current|original|oldValue|newValue|old_value|new_value|from_value|to_value|fromValue|toValue|previousValue|previous_value|newVal|oldVal|old_val|new_val)$/
/** Keys that name the field. */
const FIELD = /^(?:field|fieldName|field_name|attribute|attr|property|prop|column|changed|changedField|changed_field|setting|what|item)$/
/** Keys that name the change. */
const CHANGE = /^(?:event|eventName|event_name|event_type|eventType|action|type|operation|op|name|activity|kind|change|message|msg)$/
const CHANGED = / (?:was |has been )?(?:changed?|updated?|renamed?|edit(?:ed)?|corrected|modified|replaced?|reset|set|switched|transferred|reassigned|swapped|overwritten) $/
const NAMES = / (?:user ?name|nick ?name|nick|handle|login|(?:your|display|screen|full|first|last|family|given|middle|maiden|legal|preferred|contact|person|member|profile|account holder|holder) ?name|surname|forename|name of (?:user|member|person))s? $/
const OPENERS = / (?:pass(?:word|phrase|code|wd)|pwd|pin|secret) $/
const MAXIMUM_NAME = 60

/** What `old` and `new` hold, by the field or event beside them: `{ event: 'username_changed', old, new }`. Undefined if that says nothing of a person. */
export function judgeChange(key: string, siblings: Values): KeyKind | undefined {
  if (!SIDE.test(key)) return undefined
  for (const [name, value] of Object.entries(siblings)) {
    if (typeof value !== 'string' || value.length > MAXIMUM_NAME || !(FIELD.test(name) || CHANGE.test(name))) continue
    const words = splitWords(value)
    const field = CHANGED.test(words) ? words.replace(CHANGED, ' ') : FIELD.test(name) ? words : ' '
    const kind = field === ' ' ? undefined : kindOfField(field)
    if (kind) return kind
  }
  return undefined
}

/** What the value of a field holds, by the label of the field beside it: `{ label: 'First name', value }`. Undefined if that says nothing of a person. */
export function judgeField(key: string, siblings: Values): KeyKind | undefined {
  if (!VALUE.test(key)) return undefined
  // What proves an account to be somebody's is as good as a password.
  if (typeof siblings.question === 'string' && OF_MEMORIES.test(siblings.question)) return 'hidden'
  for (const [name, label] of Object.entries(siblings)) {
    const kind = typeof label === 'string' && label.length <= MAXIMUM_NAME && LABEL.test(name) ? kindOfField(splitWords(label)) : undefined
    // Whoever fills in a form may write a name below any label.
    if (kind && kind !== 'thing') return kind
  }
  return undefined
}

/** Whether a key may hold what was changed or what somebody entered. */
export const isOfField = (key: string): boolean => SIDE.test(key) || VALUE.test(key)

/** What security questions ask for. */
const OF_MEMORIES = /(?:maiden|first[ _-]?(?:pet|school|car|job|teacher|street|concert|kiss|phone)|mother'?s?[ _-](?:name|maiden)|childhood|birth[ _-]?(?:place|city)|best[ _-]?friend|favou?rite[ _-]?teacher|name of your (?:first|pet|mother|father|school))/i
/** Keys for what somebody entered, and for the field where they did. Those named `name`, `key` or `field` are judged by the first look, too. */
const VALUE = /^(?:value|answer|response|fieldValue|field_value|inputValue|input_value|answer_text|answerText|v)$/
const LABEL = /^(?:label|question|attribute|attr|param|parameter|variable|placeholder|aria-label|aria_label|ariaLabel|id|(?:field|element|input|form_field|formField|question)(?:_?(?:id|Id|name|Name|label|Label|title|text))|selector|dimension|filter|facet|k)$/

function kindOfField(field: string): KeyKind | undefined {
  if (NAMES.test(field)) return 'person'
  if (OPENERS.test(field)) return 'hidden'
  const kind = judgeReviewKey(field.trim(), '')
  if (/^(?:hidden|secret|person|doer|weak|firm|thing)$/.test(kind)) return kind
  const allowance = judgeKey(field.trim().replace(/ /g, '_'), '')
  // Whatever the first look removes below such a key; a label such as `Home` has no digit.
  return allowance !== ANYTHING && !(allowance & UNSAFE) && allowance === OBJECTS ? 'secret' : undefined
}
