import { ACCESS_KEY } from '../cleaning/access-key'

/** A shape that personal data or a secret has, in bytes read as Latin-1. */
export interface Shape {
  readonly name: string
  readonly pattern: RegExp
  /** What the pattern cannot say, such as a check digit; `around` is the match with what stands beside it. */
  readonly isReal?: (match: string, around: string) => boolean
}

/** Longest match, and so how far two pieces of a file must overlap. */
export const MAX_SHAPE_BYTES = 512

/** What stands before a version of four parts, which cleaning keeps: `"appVersion":"3.2.1.0"`. Looked for behind a match, because matches are few. */
const KEY_OF_VERSION = String.raw`(?:(?<![A-Za-z])|(?<=[a-z])(?=[A-Z]))(?:[Vv]ersion|[Bb]uild|[Rr]elease|[Ff]irmware|[Rr]evision|[Kk]ernel|[Rr]untime|[Bb]ios|[Ee]dition)(?:[ _]?(?:[Nn]umber|[Nn]ame|[Tt]ag|[Ss]tring))?"?[:=] ?"?`

/** How much of what stands beside a match is looked at: a UUID. */
export const BYTES_AROUND = 36

// Every pattern begins with a rare byte or a short fixed word, so that a file of a gigabyte takes seconds; every repetition is bounded.
export const SHAPES: readonly Shape[] = [
  { name: 'mail', pattern: /(?<=([\w.+-]{1,64}))(?:@|%40)[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){0,4}\.[a-z]{2,24}/gi, isReal: isMail },
  { name: 'ip', pattern: new RegExp(String.raw`(?<![\w./-])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\w./-])(?<!${KEY_OF_VERSION}[\d.]{7,15})`, 'g'), isReal: isIpv4 },
  { name: 'ip', pattern: /(?<![\w:])[\da-f]{1,4}(?::[\da-f]{1,4}){1,6}::?(?:[\da-f]{1,4}:){0,6}[\da-f]{1,4}(?![\w:])/gi, isReal: isIpv6 },
  { name: 'phone', pattern: /\+\d{1,3}[ ()./-]{0,2}\d(?:[ ()./-]{0,2}\d){6,12}(?!\d)/g },
  { name: 'card', pattern: /(?<![\d.])[3-6]\d{3}(?:[ -]?\d{4}){2}[ -]?\d{2,7}(?!\d)/g, isReal: isCard },
  { name: 'iban', pattern: /(?<![A-Za-z\d])[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,4})?(?![A-Za-z\d])/g, isReal: hasIbanDigits },
  { name: 'jwt', pattern: /eyJ[\w-]{8,256}\.[\w-]{4,200}(?:\.[\w-]{0,64})?/g },
  { name: 'key', pattern: new RegExp(`${ACCESS_KEY.source}|-----BEGIN [A-Z ]{1,40}-----`, 'g') },
  // `[removed]` is what cleaning leaves of one.
  { name: 'secret', pattern: /Bearer [\w.~+/-]{12,256}|[?&](?:token|key|password|secret|sid|session|email|code)=(?!\[removed\](?![\w-]))[^\s&"'#]{3,128}/gi },
  { name: 'user_agent', pattern: /(?:Mozilla|Dalvik)\/\d\.\d(?:\.\d)? \(|(?:okhttp|CFNetwork|curl|python-requests|Go-http-client|PostmanRuntime)\/\d{1,4}\.\d/g },
]

// Six bytes like `d@k.nq` turn up in the random ids of a hundred thousand sessions; ten do not in a million. Shorter addresses are found where every
// stored value is cleaned again. SQLite keeps a mean of 137.45 as the eight bytes `@a.fffff`, and `logo@2x.png` is an image: no domain of the world ends so.
function isMail(match: string): boolean {
  return match.length >= 10 && !/(?:fff[a-z]{0,24}|@\dx\.(?:png|jpe?g|webp|avif|gif|svg))$/i.test(match)
}

/** No address of a machine elsewhere, and no network: `Chrome 118.0.0.0` tells only the first part of its version. */
function isIpv4(match: string): boolean {
  return !/^(?:0|127)\.|\.0\.0$/.test(match)
}

function isIpv6(match: string): boolean {
  const groups = match.split(':')
  return (match.includes('::') ? groups.length >= 5 && match.length >= 12 : groups.length === 8) && /[a-f]/i.test(match)
}

/** Of 6,000 UUIDs one has the digits of a card, and an export has one for each session. */
function isCard(match: string, around: string): boolean {
  return hasLuhnDigit(match) && !(around.match(/[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}/gi) ?? []).some((uuid) => uuid.includes(match))
}

function hasLuhnDigit(match: string): boolean {
  const digits = match.replace(/\D/g, '')
  const sum = [...digits].toReversed().reduce((total, digit, index) => {
    const value = index % 2 === 0 ? Number(digit) : Number(digit) * 2
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return digits.length >= 14 && digits.length <= 19 && sum % 10 === 0
}

function hasIbanDigits(match: string): boolean {
  const plain = match.replaceAll(' ', '')
  if (plain.length < 15 || plain.length > 34) return false
  const turned = plain.slice(4) + plain.slice(0, 4)
  // Letters count as 10 to 35; the remainder is taken digit by digit, because the number is too long for one.
  const digits = [...turned].map((character) => Number.parseInt(character, 36)).join('')
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1
}
