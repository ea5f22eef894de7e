// Words, never parts of words, but for a few stems that nothing harmless contains.
const SENSITIVE =
  / (?:\w*(?:pass(?:w|phrase|code)|secret(?!ar)|credential|sessid|apikey|token(?!i)|email|phonenum|cardnum|(?:first|last|full|user|vor|nach)name|birth|geburt)\w*|pwd|auth|authorization|cookies?|[cx]srf|jwt|signature|sid|mail|phones?|tel|mobile|fax|ssn|dob|iban|cv[cv]|pin|otp|psk|pnr|plate|vin|ip|mac|imei|lat|lng|lon|latitude|longitude|coord\w*|zip|postcode|str(?:eet|asse)|add?resse?|plz|prenom|contrase a|mot de passe|wachtwoord|senha|correo|salary|passport|nickname|surname|login|gamertag|useragent|ssid|gender|(?:api|private|access|secret|ssh|signing|recovery) (?:key|code)s?|answer|forwarded for)\d?(?: (?:id|date|confirmation|value))? /
const PERSONAL =
  / (?:user|customer|client|account|member|patient|employee|person|device|visitor|profile|contact|player|owner|student|subscriber|session|guest|friend|recipient|sender|author|holder|(?<!user )agent|assignee|enduser|driver|passenger|beneficiary|applicant|candidate|oncall|first|last|full|given|family|maiden|display|real|nick|card|order|transaction|invoice|payment|booking|ticket|house|tax|serial|advertising|postal|zip) (?:name|ids?|no|number|ref|uuid|code) $/
const PERSON = / (?:user|customer|patient|owner|assignee|recipient|sender|employee|visitor|guest|agent) $/

/** Which values a key may have, as a sum; true, false and null may always stay. */
export type Allowance = number

export const NUMBERS = 1
/** Letters that look like words of the app. */
export const WORDS = 2
export const OBJECTS = 4
export const TEXTS = 8

/**
 * Judges a key by its words, not by its letters: `apiKey` goes, `keyboard` stays.
 *
 * @param parent - The key of the object around it: `name` means something else under `user`.
 */
export function judgeKey(key: string, parent: string): Allowance {
  const words = splitWords(key)
  return judgeWords(words, splitWords(parent).replace(/s? $/, '') + words)
}

/** The words of a key in small letters, each between blanks. */
export function splitWords(key: string): string {
  const spaced = key.replace(/([a-z\d])(?=[A-Z])|([A-Z])(?=[A-Z][a-z])/g, '$1$2 ').replace(/[^A-Za-z\d]+/g, ' ')
  return ` ${spaced.trim().toLowerCase()} `
}

// The last word says what a key is: a `passwordStrength` is no password, but it may hold one by mistake.
function judgeWords(words: string, path: string): Allowance {
  if (words.endsWith(' tokens ')) return NUMBERS
  if (words === ' key ' || PERSONAL.test(path)) return 0
  const found = SENSITIVE.exec(words)
  if (found) return words.endsWith(found[0]) ? 0 : NUMBERS + WORDS + OBJECTS
  if (PERSON.test(words)) return OBJECTS
  if (!/ (?:ids?|uuid|guid|uid|keys?|author|creator|person|reporter|holder|manager|contact|editor) $/.test(words)) return NUMBERS + WORDS + OBJECTS + TEXTS
  return WORDS + OBJECTS + (words === ' id ' ? 0 : NUMBERS)
}
