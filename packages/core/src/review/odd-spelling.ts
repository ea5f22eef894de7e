import { REMOVED } from '../anonymize-text'

// What follows a slash goes as well: behind a placeholder it would be read as an address.
/** An email address whose sign is written as a character of HTML or stands in brackets. */
const MAIL = /(?<![\w.+-])[\w.+-]{2,40}(?: ?(?:\[@\]|\(@\)|\{@\}|<@>) ?|&#0{0,4}64;|&#x0{0,4}40;|&commat;)[a-z\d][\w-]{0,39}(?:(?:\.|&#46;|&#x2e;|&period;|\[\.\])[a-z\d-]{2,24}){1,3}(?:[/\\@]\S{0,80})?/gi
/**
 * An email address at a provider whose name begins with a digit, such as `7-x.example`: some of them a page takes for versions. Of a version, no letters follow the first dot, and
 * `logo@2x.png` is an image.
 */
const MAIL_OF_DIGITS = /[^\s@\uff20"'<>()[\]{},;:=&?|/\\]{1,64}[@\uff20](?!\dx\b|\d{4}-)\d[\w-]{0,62}\.[a-z]{2}(?:[\w.-]{0,100}\w)?(?:[/\\@]\S{0,80})?/gi
/** An IPv4 address that a sign joins to a word, `ip:8.8.8.8`: alone, the first look takes it out. Of four parts are also versions. */
const IP_JOINED = /(?<=[^\s\w./@-])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\w.-])(?<!(?:version|build|release|firmware|revision|kernel|runtime|image|tag)(?:[ _]?(?:number|name))?"?[:=] ?"?[\d.]{7,15})(?:[/\\@]\S{0,80})?/gi
/** The same of an IPv6 address, and of the address of a network card. */
const COLONS_JOINED = /(?<=:)(?:(?:[\da-f]{1,4}:){7}[\da-f]{1,4}|(?:[\da-f]{1,4}:){2,6}(?::[\da-f]{1,4}){1,5}|(?:[\da-f]{2}:){5}[\da-f]{2})(?![\w:])(?:[/\\@]\S{0,80})?/gi
/** An IP address whose dots stand in brackets, so that no program makes a link of it. */
const IP = /(?<![\w.\])}])\d{1,3}(?:(?:\[(?:\.|dot)\]|\((?:\.|dot)\)|\{(?:\.|dot)\}|\.)\d{1,3}){3}(?![\w[({]|\.\d)(?:[/\\@]\S{0,80})?/gi
/** A card number in groups that are not separated by blanks or dashes; forms and addresses write a blank as `+` or `%20`. */
const CARD = /(?<![\w.])[3-6]\d{3}(?:([_|,*+]|%20)\d{4}\1\d{4}\1\d{1,7}|([_|,*+]|%20)\d{6}\2\d{4,5})(?!\w)(?:[/\\@]\S{0,80})?/g
/** The same in blanks or dashes behind an underscore, where the first look sees one word. */
const CARD_IN_WORD = /(?<=_)[3-6]\d{3}(?:([ -])\d{4}\1\d{4}\1\d{1,7}|([ -])\d{6}\2\d{4,5})(?![^\W_])(?:[/\\@]\S{0,80})?/g
/** A phone number whose blanks are written as forms and addresses write them: only its key tells it from a sum. */
const FORM_PHONE = /(?<=(?:(?<![a-z])tel|phone|telefon|mobile|handy|fax)(?:[_-]?(?:number|no|nummer))?=)(?=(?:\+|%2b|%20)?(?:\d(?:\+|%20)?){7})(?:\+|%2b)?\d{1,8}(?:(?:\+|%20)\d{1,8}){1,5}(?!\w)(?:[/\\@]\S{0,80})?/gi
/** Social security, phone and bank account numbers with underscores, or with blanks as forms and addresses write them. Sums have a `+`, too. */
const UNDERSCORED = /(?<!\w)(?:\d{3}(_|%20)\d{2}\1\d{4}|\d{3}_\d{3}_\d{4}|[A-Z]{2}\d{2}(?:(?:[_+]|%20)[A-Z\d]{4}){3,7}(?:(?:[_+]|%20)[A-Z\d]{1,4})?)(?!\w)(?:[/\\@]\S{0,80})?/g

/** The address of a network card between slashes, as names of topics have it. */
const CARD_ADDRESS = /(?<=\/)[\da-f]{2}([:-])(?:[\da-f]{2}\1){4}[\da-f]{2}(?![\w:-])(?:[/\\@]\S{0,80})?/gi
/** The same with dashes or dots elsewhere, if there is a letter: digits alone are a time. */
const CARD_ADDRESS_IN_DASHES = /(?<![\w.:-])(?=[\d.-]{0,14}[a-f])(?:(?:[\da-f]{2}-){5}[\da-f]{2}|(?=[a-f.]{0,12}\d)(?:[\da-f]{4}\.){2}[\da-f]{4})(?![\w:-]|\.\w)(?:[/\\@]\S{0,80})?/gi

const ANY = /[^\s\w./@-](?:\d{1,3}\.){3}\d|:(?:[\da-f]{1,4}:){2}|[\]})]\d|@[\]})>]|[@\uff20]\d|&(?:#0{0,4}64|#x0{0,4}40|commat);|\d[_|,*]\d|_\d{4}[ -]\d|\d{3}(?:\+|%20)\d\d|[a-z]{2}\d\d(?:\+|%20)[\da-z]{4}|\/[\da-f]{2}[:-][\da-f]{2}[:-]|(?:-[\da-f]{2}){5}|\.[\da-f]{4}\.[\da-f]{4}/i

/** Removes email addresses, IP addresses and numbers that are spelled so that they are not recognized at once. */
export function removeOddSpellings(text: string): string {
  // Fast path: hardly any text has one of these.
  if (!ANY.test(text)) return text
  const bare = text.replace(MAIL, REMOVED).replace(MAIL_OF_DIGITS, REMOVED).replace(IP, (found) => (/[[({]/.test(found) ? REMOVED : found))
  const unjoined = bare.replace(IP_JOINED, (found) => (/^(?:0|127)\.|\.0\.0$/.test(found) ? found : REMOVED)).replace(COLONS_JOINED, (found) => (/[a-f]/i.test(found) ? REMOVED : found))
  const removeCard = (found: string) => (hasCheckDigit(found.replace(/[/\\@].*|%20|\D/g, '')) ? REMOVED : found)
  return unjoined.replace(CARD, removeCard).replace(CARD_IN_WORD, removeCard).replace(FORM_PHONE, REMOVED).replace(UNDERSCORED, REMOVED).replace(CARD_ADDRESS, REMOVED).replace(CARD_ADDRESS_IN_DASHES, REMOVED)
}

/** Whether the last digit is that of a card number. */
function hasCheckDigit(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => total + (index % 2 ? (Number(digit) * 2) % 9 || Number(digit) : Number(digit)), 0)
  return sum % 10 === 0
}
