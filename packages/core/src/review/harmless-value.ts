import { type Allowance, ANYTHING, OBJECTS, SMALL, WORDS } from '../allowance'
import { anonymizeText } from '../anonymize-text'
import { judgeReviewKey } from './judge-key'
import { INTERFACE } from './route-words'
import { areRights, isDataKey, isEntity, isLabel, isOffer, isPart, isPathOfFile, isSaying, isWord } from './harmless-words'
import { isGivenName, isKnownName, isPerhapsGiven, oddsOfName } from './name-model'
import { wordsOf } from './words-of-key'
import { forTexts } from './latin-pattern'
import { compileAtOnce } from './compile-at-once'

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
/** A region of one of the large clouds, or a zone in it. */
const CLOUD_REGION = /^(?:us|eu|uk|ap|sa|ca|me|af|il|cn|asia|europe|australia)-(?:gov-)?(?:(?:north|south)?(?:east|west|central)|north|south)(?:-?\d)?(?:-?[a-f])?$/
/** Codes that everybody gets; those of gifts and referrals belong to somebody. */
const OF_OFFERS = / (promo|promotion|promotional|coupon|discount|campaign|offer|sale) code $/
/** Identifiers of what an app consists of. */
const OF_PARTS = / (variant|variation|experiment|screen|view|page|component|element|widget|tab|theme|layout|template|feature|campaign|promotion|list|plan|tier|category|section|slot|placement|banner|creative|level|step|quest|map|card|terminal|kiosk|aisle|shelf|gate|pod|rack|block|dialog|modal|popup|button|lesson|module|course|quiz|question|chapter|unit|server|node|zone|region|ad|slide|frame|achievement|badge|mission|stage|flow|workflow|trigger|rule|report|dashboard|chart|setting) ids? $/
/** Keys of data in a program, which open nothing. */
const OF_DATA = / (cache|item|storage|query|sort|partition|translation|i18n|message|config|setting|menu|flag|feature|metric|event|route) keys? $/
/** Names of accounts and tokens may be those of persons or of things. */
const OF_ACCOUNTS = / (account|token|api key|card) name $/
/** A firm by its legal form. */
const FIRM = /^\p{Lu}[\p{L}&-]{1,20}(?: \p{Lu}[\p{L}&-]{1,20}){0,2},? (?:Inc|LLC|Ltd|Limited|GmbH|AG|SE|SpA|Srl|BV|NV|Oy|AB|Corp|Corporation|Group|Holdings?|PLC)\.?$/u
/** The pattern of a firm for a text. */
export const firmIn = forTexts(FIRM)
/** What is said about something sensitive, beyond titles and kinds. */
const ABOUT = / (template|autocomplete|suggestions?|reminder|campaign|frequency|preferences?|provider|validation|rules?|strength|consent|offer|used|client|setting|requirement|algorithm|service) $/
/** Whoever uses something, without saying who it is. */
const WHOEVER = / (owner|user|customer|member|guest|account|login|driver|opponent|recipient|patient) $/
const NOBODY = /^(?:me|self|all|any|none|no|yes|new|returning|existing|guest|anonymous|everyone|unknown|system|default|free|trial|premium|other|true|false)$/i
/** The same in small letters, because people are called `Gold`. */
const ANYBODY =
  /^(?:team|organi[sz]ation|company|workspace|platform|group|agency|bank|landlord|tenant|admin|staff|subscribers|family|friend|student|senior|junior|adult|vip|individual|public|private|shared|leased|rented|internal|external|local|standard|professional|regular|basic|gold|silver|platinum|enterprise|business|corporate|commercial|residential|domestic|wholesale|retail|repeat|prospect|lead|personal|joint|current|savings|checking|demo|sandbox|live|primary|secondary|service|backend|frontend|infra|devops|engineering|marketing|sales|finance|operations|support|inpatient|outpatient|pediatric|emergency|computer|ai|bot|random|human|password|passkey|magic_link|biometric|email|manual|sso|saml|google|facebook|github|apple|microsoft|okta|bridge|docker|kubernetes|database|file|log|smtp|cost|novice|learner)$/
/** Of a driver that is a program. */
const VERSION = /^(?:[A-Z][A-Za-z]{2,12} )?v?\d{1,3}(?:\.\d{1,4}){1,3}$/
/** An app in a store, or what it sells. */
const PACKAGE = /^(?:com|org|net|io|app|co|dev|me|ai)(?:\.[a-z][a-z_]{1,20}){1,4}(?:\.\d{1,5})?$/
/** Objects that tell something about each field instead of its value. */
const ABOUT_FIELDS = / (errors?|validations?|labels?|placeholders?|types?|schema|tooltips) $/
const STATES =
  /^(?:(?:is |was )?(?:already |not )?(?=(?:required|optional|missing|valid|invalid|empty|filled|blank|touched|hidden|visible|enabled|disabled|granted|denied|accepted|rejected|declined|done|skipped|current|pending|completed|verified|unverified|confirmed|unconfirmed|expired|changed|unchanged|updated|taken|in use|allowed|redacted|failed|successful|locked|unlocked|blocked|deleted|bounced|delivered|subscribed|unsubscribed|encrypted|hashed|masked|unset)$)|(?:success|yes|no|on|off|n\/a|\?[01]|string|object|boolean|integer|number|array|include|omit|same-origin|read|write|read-?write|none)$)/i
const states = compileAtOnce(STATES)
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
/** What is traded on chains, which a wallet calls a token. */
const ASSETS = new Set('BTC WBTC ETH WETH STETH USDT USDC USDE DAI BUSD TUSD EURC PYUSD SOL BNB XRP ADA DOGE SHIB AVAX DOT MATIC POL LINK UNI AAVE MKR LDO ARB OP LTC BCH TRX TON ATOM NEAR APT SUI FIL ICP ETC XLM ALGO HBAR GRT CRV COMP SNX PEPE BONK WIF CAKE'.split(' '))
/** Machines that serve, by their names in the net. */
const OF_SERVERS = / (server|host|peer|proxy|broker|database|db|upstream|endpoint|destination|listen|bind|target|remote server) address $/
const HOST = /^(?:localhost|(?=[a-z\d.-]*[a-z])[a-z\d-]{1,40}(?:\.[a-z\d-]{1,40}){0,4}\.(?:com|net|org|io|dev|app|cloud|internal|local|svc|cluster\.local|localhost|test|example))(?::\d{2,5})?$/
/** The end of the address of a page of a shop. */
const OF_ARTICLE_PAGES = / (collection|product|variant|page|blog|article|menu|category)s? handle $/
const SLUG = /^(?=.*-)[a-z][a-z\d]{0,20}(?:-[a-z\d]{1,20}){1,8}$/
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
const complaintIn = forTexts(COMPLAINT)
/** How many a plural counts: `addresses: 2`. */
const COUNTED = / (addresses|phones|emails|passports|passwords|cookies|cookie|accounts|secrets|credentials|tickets) $/
/** What is as large or larger counts nothing. */
export const MAXIMUM_COUNT = 1000
/** Codes that a country has: `+351`. */
const OF_COUNTRIES = / (calling|dial|dialing|dialling|phone|country|tel|telephone) code $/
/** What a program puts at the end of a text, or between its parts. */
const MARKER = /^<\|?\/?[a-z_]{1,20}\|?>$/
/** What a value has to look like. */
const OF_PATTERNS = / (format|pattern|regex|regexp) $/
const EXPRESSION = /^\/?\^.{1,100}\$\/?[a-z]{0,4}$/
/** A musical key, or one on a keyboard. Ends in a look-ahead, like `STATES`, so that V8 compiles the list once and not once for each way to reach it. */
const KEY = /^(?:[A-G](?:[#b♯♭]| ?(?:flat|sharp))? ?(?:maj|min|major|minor|m)?$|(?:(?:ctrl|control|shift|alt|option|cmd|command|meta)\+){0,3}(?=(?:enter|escape|esc|tab|space|backspace|delete|home|end|page(?:up|down)|arrow(?:up|down|left|right)|f\d{1,2}|ctrl|control|shift|alt|meta|(?<=\+)[a-z\d/])$))/i
const keyOnKeyboard = compileAtOnce(KEY)

/** Whether a value is certainly harmless although its key sounds sensitive or like an identifier. Keys that sound like roles are judged by `allowThings`. */
export function isHarmlessValue(value: unknown, place: Place): boolean {
  const { key, parent, allowance } = place
  if (allowance === ANYTHING) return false
  const words = wordsOf(key)
  if (allowance & SMALL && LIKE_ID.test(words)) return true
  if (typeof value === 'number') return allowance === OBJECTS && isHarmlessNumber(value, words, parent)
  if (typeof value !== 'string' || value.length > MAXIMUM_LENGTH) return false
  const isHarmless = allowance & SMALL ? isHarmlessCode(value, words) : allowance === OBJECTS ? isHarmlessField(value, words, place) : (allowance & WORDS) > 0 && isHarmlessDetail(value, words, place)
  // The dearest look comes last.
  return isHarmless && (anonymizeText(value) === value || OF_PATTERNS.test(words))
}

/** Whether the key of an object says that it measures something. */
export const isMeasured = (parent: string): boolean => parent !== '' && MEASURES.test(wordsOf(parent))

/** How often or how long something sensitive was used, or how many cookies there are. */
function isHarmlessNumber(value: number, words: string, parent: string): boolean {
  return (Math.abs(value) < A_PHONE_NUMBER && isMeasured(parent)) || (COUNTED.test(words) && Number.isInteger(value) && value >= 0 && value < MAXIMUM_COUNT)
}

/** Below a key that names a detail of something sensitive, such as `email_type`. */
function isHarmlessDetail(value: string, words: string, { key, parent }: Place): boolean {
  const around = wordsOf(parent)
  if (ABOUT_FIELDS.test(around) && (TYPES.test(value) || isSaying(value))) return true
  if (OF_PATTERNS.test(words) && isExpression(value)) return true
  if ((WHEN.test(words) && MOMENT.test(value) && !OF_BIRTH.test(around + words)) || (HOW_MADE.test(words) && ALGORITHM.test(value)) || (RIGHTS.test(words) && areRights(value))) return true
  if (isNameOfArticle(value, words, around)) return true
  return ABOUT.test(words) || isTitle(key, parent) ? isSaying(value) : OF_ACCOUNTS.test(words) && isAccount(value)
}

/** Of an expression, only signs and classes; a run of other characters could be an example. */
function isExpression(text: string): boolean {
  return EXPRESSION.test(text) && !/[A-Za-z\d]{3}/.test(text.replace(/\[[^\]]*\]|\\.|\{\d*,?\d*\}/g, ''))
}

/** Below an identifier or a code. */
function isHarmlessCode(value: string, words: string): boolean {
  if (CLOUD_REGION.test(value)) return true
  if (OF_KINDS.test(words)) return SHORT_CODE.test(value)
  if (OF_OFFERS.test(words)) return isOffer(value)
  if (OF_COUNTRIES.test(words)) return /^\+?\d{1,3}$/.test(value)
  if (/ \w{0,2}ids? $/.test(words) && (PACKAGE.test(value) || isEntity(value))) return true
  if (/ keys? $/.test(words)) return keyOnKeyboard().test(value) || (OF_DATA.test(words) && (isLabel(value) || isDataKey(value)))
  // A streamer is called `night_owl_42`.
  const isOfSomebody = /^(?:person|doer|weak|firm)$/.test(judgeReviewKey(words.replace(/ \S+ $/, ''), ''))
  return (/ \w{0,2}ids? $/.test(words) && !isOfSomebody && isLabel(value)) || (OF_PARTS.test(words) && isPart(value))
}

/** Below a key that is sensitive itself. */
function isHarmlessField(value: string, words: string, { key, parent, type }: Place): boolean {
  const around = wordsOf(parent)
  // A state or a sentence may be the password itself, unless the object tells something about its fields.
  if (!ABOUT_FIELDS.test(around) && isOpener(key)) return false
  if (/ tokens? $/.test(words) && MARKER.test(value)) return true
  if (/ cookies? $/.test(words) && (INTERFACE.has(value) || (/^[a-z]{3,20}$/.test(value) && isWord(value)))) return true
  if (words === ' token ' && ASSETS.has(value)) return true
  if (OF_SERVERS.test(words) && HOST.test(value)) return true
  if (OF_ARTICLE_PAGES.test(around.trimEnd() + words) && SLUG.test(value)) return true
  if (states().test(value) || (value.includes(' ') && complaintIn(value).test(value) && isSaying(value))) return true
  if (words === ' key ') return keyOnKeyboard().test(value) || isPathOfFile(value) || (isTitle(parent, '') && /^[a-z]{2,20}(?:-[a-z]{2,20}){0,2}$/.test(value))
  if (OF_PARTS.test(words)) return isLabel(value)
  if (WHOEVER.test(words) && (NOBODY.test(value) || ANYBODY.test(value) || isWord(TEAM.exec(value)?.[1] ?? '') || (words === ' driver ' && (VERSION.test(value) || PROGRAM.test(value))))) return true
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
  return SECRET.test(wordsOf(key)) || judgeReviewKey(key, '') === 'hidden'
}

const isTitle = (key: string, parent: string) => /^(?:title|thing)$/.test(judgeReviewKey(key, parent))

/** `Plaid Checking`, `Hewlett Packard`, `Initech Inc`: a kind of account, or a firm. */
function isAccount(text: string): boolean {
  const words = text.split(' ')
  return isLabel(text) || isKnownName(words) || (firmIn(text).test(text) && !words.some((word) => isGivenName(word) || isPerhapsGiven(word)))
}
