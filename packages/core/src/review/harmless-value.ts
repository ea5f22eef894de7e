import { type Allowance, ANYTHING, OBJECTS, SMALL, WORDS } from '../allowance'
import { anonymizeText } from '../anonymize-text'
import { splitWords } from '../metadata-key'
import { judgeReviewKey } from './judge-key'
import { INTERFACE } from './route-words'
import { isGivenName, isKnownName, isListedWord, isPerhapsGiven, isSurname, oddsOfName, oddsOfWord } from './name-model'

/** A key, and how the first look judges it. */
export interface Place {
  readonly key: string
  /** The key of the enclosing object. */
  readonly parent: string
  readonly allowance: Allowance
  /** The `type` beside it, if that is a text. */
  readonly type?: string | undefined
}

/** Words that merely end like `id`; alone, `bid`, `kid` and `aid` are identifiers in some systems. */
const LIKE_ID = / (paid|void|\w+ bid|bids|grids?|acids?|(hearing|first|visual|financial) aids?) $/
/** Codes of kinds of things, which never belong to somebody. */
const OF_KINDS = / (hs|hts|taric|tariff|mcc|naics|sic|nace|icd\d*|cpt|loinc|snomed|delay|branch|bank|test|proc|procedure|template|marketplace|course|subject|module|carrier|airline|airport|station|fault|hazard|model|part|service|fare|department|reason|decline|warning|alarm|size|unit) code $/
const SHORT_CODE = /^(?=.{1,8}$)[A-Z]{0,3}\d{0,4}(?:[.-]\d{1,4})?[A-Z]?$/i
/** Codes that everybody gets; those of gifts and referrals belong to somebody. */
const OF_OFFERS = / (promo|promotion|promotional|coupon|discount|campaign|offer|sale) code $/
/** Identifiers of what an app consists of. */
const OF_PARTS = / (variant|variation|experiment|screen|view|page|component|element|widget|tab|theme|layout|template|feature|campaign|promotion|list|plan|tier|category|section|slot|placement|banner|creative|level|step|quest|map|card|terminal|kiosk|aisle|shelf|gate|pod|rack|block|dialog|modal|popup|button|lesson|module|course|quiz|question|chapter|unit|server|node|zone|region|ad|slide|frame|achievement|badge|mission|stage|flow|workflow|trigger|rule|report|dashboard|chart|setting) ids? $/
/** Keys of data in a program, which open nothing. */
const OF_DATA = / (cache|item|storage|query|sort|partition|translation|i18n|message|config|setting|menu|flag|feature|metric|event|route) keys? $/
/** Names of accounts and tokens may be those of persons or of things. */
const OF_ACCOUNTS = / (account|token|api key|card) name $/
const FIRM = /^\p{Lu}[\p{L}&-]{1,20}(?: \p{Lu}[\p{L}&-]{1,20}){0,2},? (?:Inc|LLC|Ltd|Limited|GmbH|AG|SE|SpA|Srl|BV|NV|Oy|AB|Corp|Corporation|Group|Holdings?|PLC)\.?$/u
/** What is said about something sensitive, beyond titles and kinds. */
const ABOUT = / (frequency|preferences?|provider|validation|rules?|strength|consent|offer|used|client|setting|requirement|algorithm|service) $/
/** Whoever uses something, without saying who it is. */
const WHOEVER = / (owner|user|customer|member|guest|account|login|driver) $/
const NOBODY = /^(?:me|self|all|any|none|no|yes|new|returning|existing|guest|anonymous|everyone|unknown|system|default|free|trial|premium|other|true|false)$/i
/** Of a driver that is a program. */
const VERSION = /^(?:[A-Z][A-Za-z]{2,12} )?v?\d{1,3}(?:\.\d{1,4}){1,3}$/
/** An app in a store, or what it sells. */
const PACKAGE = /^(?:com|org|net|io|app|co|dev|me|ai)(?:\.[a-z][a-z_]{1,20}){1,4}(?:\.\d{1,5})?$/
/** Objects that tell something about each field instead of its value. */
const ABOUT_FIELDS = / (errors?|validations?|labels?|placeholders?|types?|schema|tooltips) $/
const STATES =
  /^(?:(?:is |was )?(?:already |not )?(?:required|optional|missing|valid|invalid|empty|filled|blank|touched|hidden|visible|enabled|disabled|granted|denied|accepted|rejected|declined|done|skipped|current|pending|completed|verified|unverified|confirmed|unconfirmed|expired|changed|unchanged|updated|taken|in use|allowed|redacted|failed|successful|locked|unlocked|blocked|deleted|bounced|delivered|subscribed|unsubscribed|encrypted|hashed|masked|unset)|success|\?[01]|string|object|boolean|integer|number|array|include|omit|same-origin|read|write|read-?write|none)$/i
/** When something sensitive was used or changed; not when somebody was born. */
const WHEN = / (at|on|date|time|used|changed|updated|created|modified|issued|expires?|expiry|expiration|expired|rotated|verified|since|until|seen|activity|reset|revoked|synced|sent|added|removed|valid (from|to|until)) $/
const MOMENT = /^20\d\d-[01]\d(?:-[0-3]\d(?:[T ][0-2]\d:[0-5]\d(?::[0-5]\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?)?)?$/
const OF_BIRTH = / (birth\w*|dob|born|geburt\w*) /
/** How a token or a password is made, and what it is good for. */
const HOW_MADE = / (alg|algorithm|enc|kty|crv|curve|cipher|hash( function| algorithm)?|digest|method|challenge method) $/
const ALGORITHM = /^(?:(?:RS|ES|PS|HS)(?:256|384|512)|EdDSA|Ed25519|X25519|P-(?:256|384|521)|secp256[kr]1|RSA(?:-OAEP(?:-256)?)?|EC|OKP|oct|A(?:128|192|256)(?:GCM|CBC|KW|GCMKW|CBC-HS\d{3})|dir|S256|plain|bcrypt|scrypt|argon2(?:id?|d)?|pbkdf2|sha-?(?:1|224|256|384|512)|md5|aes-?(?:128|192|256)(?:-?(?:gcm|cbc|ctr))?|chacha20-poly1305)$/i
const RIGHTS = / (scopes?|grant types?|response types?|token types?|prompt|use|audience|aud|permissions?|abilities) $/
/** Types of columns and inputs, with their length. */
const TYPES = /^(?:string|text|int|integer|float|double|date|datetime|timestamp|uuid|bigint|decimal|json|bool|boolean|tel|url|email|password|checkbox|select|textarea|varchar|char)(?:\(\d{1,4}\))?(?:\[\]|\?)?(?: ?\| ?(?:null|undefined|string|number))?$/i
/** Teams and programs that own or drive something. */
const TEAM = /^([a-z]{2,20})[-_ ](?:team|group|squad|department|service|bot)$/i
const PROGRAM = /^(?:postgres(?:ql)?|mysql2?|sqlite3?|mariadb|mongodb|redis|odbc|jdbc|mssql|overlay2|nvidia|webdriver|chromedriver|geckodriver)$/i
/** Names of articles in the larger languages, in whose keys the word for a name comes first. */
const OF_ARTICLES = / (produto|producto|produit|prodotto|produkt|product|artigo|articulo|article|articolo|artikel|plano|forfait|tarif|categoria|categorie|kategorie|kategoria|kategori|curso|cours|corso|kurs) /
const FOREIGN_NAME = / (nome|nombre|nom|naam|nazwa|navn|namn|nimi|isim|nama) /
/** What opens something and is chosen by a person, so that it may be any words. */
const SECRET = / (passwords?|passwd|pwd|pass|passphrase|passcode|pin|secret) $/
/** Objects with a measurement of each field. */
const MEASURES = / (counts?|durations?|timings?|latency|latencies|rates?|scores?|totals?|limits?|quotas?|usage|sizes?|lengths?|attempts|retries) $/
/** Texts with these odds are no names; a logarithm. */
const NO_NAME = -1
/** Longer texts are no labels. */
const MAXIMUM_LENGTH = 120
/** No telephone or account number is smaller. */
const A_PHONE_NUMBER = 1e6
/** What a form says about a field. */
const COMPLAINT = /^(?=.{8,90}$)(?=.*\b(?:is|are|must|cannot|can't|has|already|not|should|please|enter|at least|too)\b)(?=.*\b(?:required|valid|invalid|empty|blank|missing|match|long|short|incorrect|correct|wrong|exists?|taken|use|found|registered|verified|confirmed|expired|recognized|format|characters?|digits|letters|older)\b)\p{Lu}?\p{Ll}+(?: (?:\d{1,2}|[\p{L}'’]{1,20})){1,12}[.!]?$/iu
/** A musical key, or one on a keyboard. */
const KEY = /^(?:[A-G](?:[#b♯♭]| ?(?:flat|sharp))? ?(?:maj|min|major|minor|m)?|(?:(?:ctrl|control|shift|alt|option|cmd|command|meta)\+){0,3}(?:enter|escape|esc|tab|space|backspace|delete|home|end|page(?:up|down)|arrow(?:up|down|left|right)|f\d{1,2}|ctrl|control|shift|alt|meta|(?<=\+)[a-z\d/]))$/i

/** Whether a value is certainly harmless although its key sounds sensitive or like an identifier. Keys that sound like roles are judged by `allowThings`. */
export function isHarmlessValue(value: unknown, place: Place): boolean {
  const { key, parent, allowance } = place
  if (allowance === ANYTHING) return false
  const words = splitWords(key)
  if (allowance & SMALL && LIKE_ID.test(words)) return true
  if (typeof value === 'number') return allowance === OBJECTS && isHarmlessNumber(value, words, parent)
  if (typeof value !== 'string' || value.length > MAXIMUM_LENGTH) return false
  const isHarmless = allowance & SMALL ? isHarmlessCode(value, words) : allowance === OBJECTS ? isHarmlessField(value, words, place) : (allowance & WORDS) > 0 && isHarmlessDetail(value, words, place)
  // The dearest look comes last.
  return isHarmless && anonymizeText(value) === value
}

/** Whether the key of an object says that it measures something. */
export const isMeasured = (parent: string): boolean => parent !== '' && MEASURES.test(splitWords(parent))

/** How often or how long something sensitive was used, or how many cookies there are. */
function isHarmlessNumber(value: number, words: string, parent: string): boolean {
  return (Math.abs(value) < A_PHONE_NUMBER && isMeasured(parent)) || (/ cookies? $/.test(words) && Number.isInteger(value) && value >= 0 && value < 1000)
}

/** Below a key that names a detail of something sensitive, such as `email_type`. */
function isHarmlessDetail(value: string, words: string, { key, parent }: Place): boolean {
  const around = splitWords(parent)
  if (ABOUT_FIELDS.test(around) && (TYPES.test(value) || isSaying(value))) return true
  if ((WHEN.test(words) && MOMENT.test(value) && !OF_BIRTH.test(around + words)) || (HOW_MADE.test(words) && ALGORITHM.test(value)) || (RIGHTS.test(words) && areRights(value))) return true
  if (isNameOfArticle(value, words, around)) return true
  return ABOUT.test(words) || isTitle(key, parent) ? isSaying(value) : OF_ACCOUNTS.test(words) && isAccount(value)
}

/** Below an identifier or a code. */
function isHarmlessCode(value: string, words: string): boolean {
  if (OF_KINDS.test(words)) return SHORT_CODE.test(value)
  if (OF_OFFERS.test(words)) return isOffer(value)
  if (/ \w{0,2}ids? $/.test(words) && (PACKAGE.test(value) || isEntity(value))) return true
  if (/ keys? $/.test(words)) return KEY.test(value) || (OF_DATA.test(words) && isLabel(value))
  // A streamer is called `night_owl_42`.
  const isOfSomebody = /^(?:person|doer|weak|firm)$/.test(judgeReviewKey(words.replace(/ \S+ $/, ''), ''))
  return (/ \w{0,2}ids? $/.test(words) && !isOfSomebody && isLabel(value)) || (OF_PARTS.test(words) && isPart(value))
}

/** Below a key that is sensitive itself. */
function isHarmlessField(value: string, words: string, { key, parent, type }: Place): boolean {
  const around = splitWords(parent)
  // A state or a sentence may be the password itself, unless the object tells something about its fields.
  if (!ABOUT_FIELDS.test(around) && isOpener(key)) return false
  if (STATES.test(value) || (COMPLAINT.test(value) && isSaying(value))) return true
  if (words === ' key ') return KEY.test(value) || isPathOfFile(value) || (isTitle(parent, '') && /^[a-z]{2,20}(?:-[a-z]{2,20}){0,2}$/.test(value))
  if (OF_PARTS.test(words)) return isLabel(value)
  if (WHOEVER.test(words) && (NOBODY.test(value) || isWord(TEAM.exec(value)?.[1] ?? '') || (words === ' driver ' && (VERSION.test(value) || PROGRAM.test(value))))) return true
  if (ABOUT_FIELDS.test(around)) return TYPES.test(value) || isSaying(value)
  if (isNameOfArticle(value, words, around)) return true
  if (OF_ACCOUNTS.test(around.trimEnd() + words)) return isAccount(value)
  // A kind beside it says what a `name` is the name of, but not a `user_name`.
  return / (name|nickname|title|label) $/.test(words) && (isTitle(key, parent) || (/^ (name|display name|title|label) $/.test(words) && isTitle(type ?? '', ''))) && isLabel(value)
}

/** `nome_prodotto`: a page cannot tell it from a person's, in English it is kept. */
const isNameOfArticle = (value: string, words: string, around: string) => FOREIGN_NAME.test(words) && OF_ARTICLES.test(words + around) && (oddsOfName(value) ?? NO_NAME) <= NO_NAME && !value.split(' ').some(isGivenName)

/** Whether a key is that of a password, or of something else that opens something. */
export function isOpener(key: string): boolean {
  return SECRET.test(splitWords(key)) || judgeReviewKey(key, '') === 'hidden'
}

const isTitle = (key: string, parent: string) => /^(?:title|thing)$/.test(judgeReviewKey(key, parent))

/** `Billing address`, `hot_deals_1`: dictionary words that form no name, and small numbers. */
export function isLabel(text: string): boolean {
  if (!/^[\p{L}\d]{1,20}(?:[ _:|/.-][\p{L}\d]{1,20}){1,5}$/u.test(text)) return false
  const words = text.split(/[ _:|/.-]/).filter((part) => !/^(?:\d{1,2}|v\d{1,2}|20\d\d|\d{1,3}(?:s|ms|px|x|h|d|p))$/.test(part))
  return words.length > 1 && words.every(isWord) && !words.every(isSurname)
}

/** `Plaid Checking`, `Hewlett Packard`, `Initech Inc`: a kind of account, or a firm. */
function isAccount(text: string): boolean {
  const words = text.split(' ')
  return isLabel(text) || isKnownName(words) || (FIRM.test(text) && !words.some((word) => isGivenName(word) || isPerhapsGiven(word)))
}

/** `At least 8 characters`: a text of dictionary words that could be no name. */
function isSaying(text: string): boolean {
  const words = text.replace(/\be-mail/i, 'email').split(/[ ,.!?:;/()-]+/).filter((part) => part && !/^(?:\d{1,2}|v\d|can't|don't|doesn't)$/.test(part))
  // In a sentence, what is written small is no name.
  const isInSentence = (word: string) => words.length > 2 && (/^\p{Ll}$/u.test(word) || (/^\p{Ll}/u.test(word) && isListedWord(word) && !isGivenName(word)))
  return text.includes(' ') && words.length > 0 && words.every((word) => isInSentence(word) || isWord(word)) && (words.length < 2 || !words.every(isSurname))
}

/** `exports/2026/04/report.parquet`: words and dates, and the ending of a file. */
function isPathOfFile(text: string): boolean {
  const [, path = ''] = /^((?:[a-z\d_-]{1,24}\/){1,6}[a-z\d_-]{1,30})(?:\.[a-z\d]{2,7}){1,2}$/.exec(text) ?? []
  return path !== '' && path.split(/[/_-]/).every((part) => /^(?:\d{1,2}|20\d\d|v\d{1,2})$/.test(part) || isWord(part))
}

/** `Home_2`, `T-04`, `segment A`: a word with a letter, or with a number too small for a record. */
function isPart(text: string): boolean {
  const word = /^([A-Za-z]{1,20})(?:[ _-]?\d{1,3}|[ _-][A-Z])$/.exec(text)?.[1] ?? ''
  return isWord(word) || (word.length > 0 && word.length < 5 && /[_-]/.test(text)) || /^[A-Za-z]{1,2}\d{1,3}$/.test(text)
}

/** `automation.lights_off_2330`: a kind of device at home, and what it is called there. */
function isEntity(text: string): boolean {
  const own = /^(?:automation|light|switch|sensor|binary_sensor|climate|cover|media_player|scene|script|lock|camera|fan|vacuum|input_\w{4,8}|group|zone|weather|button|number|select|update|timer|counter)\.([a-z]+(?:_[a-z]+){0,5})(?:_\d{1,4})?$/.exec(text)?.[1]
  return own !== undefined && own.split('_').every(isWord)
}

/** `WELCOME10`, `SAVE20NOW`: words of a dictionary and a number that is no record. */
function isOffer(text: string): boolean {
  const words = /^(?:[A-Za-z]{3,14}|\d{1,2}|20\d\d)(?:[_-]?(?:[A-Za-z]{3,14}|\d{1,2}|20\d\d)){0,3}$/.test(text) ? (text.match(/[A-Za-z]+/g) ?? []) : []
  return words.length > 0 && words.every((word) => isWord(word.toLowerCase()))
}

/** `openid profile`, `read:message write:files`: words of a dictionary or an interface. */
function areRights(text: string): boolean {
  const words = text.split(/[ :._,/-]+/).filter(Boolean)
  return /^[a-z][a-z :._,/-]{1,80}$/.test(text) && words.every((word) => isWord(word) || INTERFACE.has(word) || /^(?:openid|api|jwt|sig)$/.test(word))
}

const isWord = (word: string) => isSingularWord(word) || isSingularWord(word.replace(/s$/, ''))
const isSingularWord = (word: string) => /\p{L}/u.test(word) && isListedWord(word) && !isGivenName(word) && !isPerhapsGiven(word) && oddsOfWord(word) <= 0
