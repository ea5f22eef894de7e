import { anonymizeText } from './anonymize-text'
import { MAX_KEY_LENGTH } from './limits'

// Words, never parts of words, but for a few stems that nothing harmless contains.
const SENSITIVE =
  /^.* (\w*(token(?!i)|secret(?!ar)|geb(ur|oor)t|na(iss|cim|sci|vn)|pass(w|phrase|code|port|e\b)|credent|(vor|oor|nach|hter)na|apell|(g|re)nom|achtw|street|post(al|code)|email|stra(ss|at)|add?res|authoriza|coord|birth)\w*|cookies?|[cx]srf|login|phones?|\w*agent(?= $)|ip|tel|n(aam|om(br)?e?)|zip|s?sid|iban|dob|psk|pin|cv[cv]|plate|l(at|on|ng|(at|ong)itude)|mac|plz|auth|otp|ssn|card ?n(o|umber)|senha|(order|given|last|family|nick|ticket|maiden|house|full|sur|display|profile|driver|zip|player|parent|child|first|contact) ?(names?|number|ids?|code|no)|(api|security|recovery|secret|private|access) ?(answer|code|key)s?|(employee|customer|mobile|handle|usuario|member|recipient|assignee|sender|patient|creator|guest|\w*user|account|owner)( ?(names?|number|ids?|code|no)|(?= $))|contrase a|gamertag|pnr|pwd?)\d?( (date|confirmation))? /
/** Who does something, or who it was done by. */
const ROLE = / (?!e(rr|dit)or|(brows|ti|carri|provid|ord|serv)er|vendor|color)(\w+ed to|applicant|\w+(er|or|ee)|kin|contact|friend|person|beneficiary|candidate|host|admin|(cli|ag)ente?|by)s?( (name|label))? $/

/** Which values a key may have, as a sum; true, false and null may always stay. */
export type Allowance = number

export const NUMBERS = 1
/** Letters that look like words of the app. */
export const WORDS = 2
export const OBJECTS = 4
export const TEXTS = 8
/** Also texts that begin like the name of a person. */
export const NAMES = 16
/** The key itself looks like data: it cannot stay, whatever its value is. */
export const UNSAFE = 32
export const ANYTHING = 31

// The keys of an app are few and come with every event: what was found is remembered, by the key around them.
const judged = new Map<string, Map<string, Allowance>>()
let room = 500

/**
 * Judges a key by its words, not by its letters: `apiKey` goes, `keyboard` stays.
 *
 * @param parent - The key of the object around it: `name` means something else under `user`.
 */
export function judgeKey(key: string, parent: string): Allowance {
  const known = judged.get(parent) ?? new Map<string, Allowance>()
  const allowance = known.get(key)
  if (allowance !== undefined) return allowance
  const words = splitWords(key.slice(0, MAX_KEY_LENGTH))
  // A key is a word of the app. What looks like data was used as a key by mistake.
  const isSafe = key.length <= MAX_KEY_LENGTH && !/^(__proto__|constructor)$/.test(key) && anonymizeText(key) === key
  const found = judgeWords(words, splitWords(parent).replace(/s? $/, '') + words) + (isSafe ? 0 : UNSAFE)
  // What looks like data is not remembered.
  if (!(found & UNSAFE) && room-- > 0) judged.set(parent, known.set(key, found))
  return found
}

/** The words of a key in small letters, each between blanks. */
export function splitWords(key: string): string {
  const spaced = key.replace(/([a-z\d])(?=[A-Z])|([A-Z])(?=[A-Z][a-z])/g, '$1$2 ').replace(/[\W_]+/g, ' ')
  return ` ${spaced.trim().toLowerCase()} `
}

// The last word says what a key is: a `passwordStrength` is no password, but it may hold one by mistake.
function judgeWords(words: string, path: string): Allowance {
  if (words.endsWith(' tokens ')) return NUMBERS
  const found = SENSITIVE.exec(path)
  if (found) return path.endsWith(found[0]) ? OBJECTS : NUMBERS + WORDS + OBJECTS
  if (ROLE.test(path)) return ANYTHING - NAMES
  if (!/ (uuid|keys?|\w{0,2}ids?) $/.test(words)) return ANYTHING
  return WORDS + OBJECTS + (words === ' id ' ? 0 : NUMBERS)
}
