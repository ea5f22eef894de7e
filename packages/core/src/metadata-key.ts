import { anonymizeText } from './anonymize-text'
import { MAX_KEY_LENGTH } from './limits'

// Words, never parts of words, but for a few stems that nothing harmless contains.
const SENSITIVE =
  /^.* (\w*(token(?!i)|birth|secret(?!ar)|geb(ur|oor)t|na(iss|cim|sci)|pass(w|phrase|code)|credential|achna|voo?rna|apellid|cognom|email|street|stra(ss|at)|postal|add?res|direcc|enderec|indiri)\w*|cookies?|[cx]srf|login|signature|mail|pnr|phones?|ssn|pwd?|\w*agent(?= $)|surname|nom(br)?e?|dob|psk|tel|lon|cv[cv]|iban|pin|plate|mac|otp|lat|sid|lng|latitude|longitude|gamertag|coord(s|inates?)|plz|zip|postcode|authorization|mot de passe|security answer|vin|wachtwoord|prenom|passport|auth|card ?n(o|umber)|senha|ip|ssid|(api|recovery|private|secret|access) ?(key|code)s?|(order|ticket|house|family|given|zip|full|last|first|maiden|nick|real|display|profile|driver|candidate) ?(names?|number|ids?|code|no)|(customer|\w*user|account|owner|assignee|recipient|sender|patient|employee|guest|creator|member|student|beneficiary|handle|contact)( ?(names?|number|ids?|code|no)|(?= $))|contrase a)\d?( (date|confirmation))? /
/** Who does something, or who it was done by. */
const ROLE = / (?!e(rr|dit)or|(brows|t|carri|provid|ord|filt|head|foot|bann|fold|serv|cent|chapt|lay|publish|manufactur)er|vendor|colou?r)(\w+ed to|by|contact|\w+(er|or|ee|[pg]ist|[cd]ian)|(stud|resid|cli|ag)ente?|applicant|participant|candidate|nurse|friend|admin|person|host)s?( (name|display|label))? $/

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
  const found = judgeWords(words, splitWords(parent).replace(/s? $/, '') + words) + (isSafeKey(key) ? 0 : UNSAFE)
  // What looks like data is not remembered.
  if (!(found & UNSAFE) && room-- > 0) judged.set(parent, known.set(key, found))
  return found
}

// A key is a word of the app. What looks like data was used as a key by mistake.
function isSafeKey(key: string): boolean {
  return key.length <= MAX_KEY_LENGTH && !/^(__proto__|constructor|prototype)$/.test(key) && anonymizeText(key) === key
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
  if (!/ (\w*num(mer|ber|ero)|ref(erence)?|uuid|keys?|\w{0,2}ids?) $/.test(words)) return ANYTHING
  return WORDS + OBJECTS + (words === ' id ' ? 0 : NUMBERS)
}
