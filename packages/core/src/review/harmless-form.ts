import { anonymizeText } from '../anonymize-text'
import { anonymizeUrl } from '../anonymize-url'
import { judgeReviewKey } from './judge-key'
import { judgeText } from './judge-text'
import { reviewRoute } from './review-route'
import { removeToldSecrets } from './told-secret'
import { wordsOf } from './words-of-key'
import { compileAtOnce } from './compile-at-once'

// Values that look like an identifier, but whose key or whose whole form shows that they number a thing, an edition or an amount.

/** Numbers of articles, securities, recordings, substances and known weaknesses. */
const CATALOGUE = / (asin|isin|wkn|cusip|sedol|isrc|iswc|pzn|ndc|mpn|atc|cas|cve|cwe|(article|artikel|part|catalog|catalogue|model|style) (number|no|nr|code)|artikelnummer)s? $/
const CATALOGUE_FORM = /^(?=.{3,18}$)[A-Z\d]{1,14}(?:[-._ /][A-Z\d]{1,14}){0,4}$/i
/** Numbers on packages, which their last digit proves. That of a book says what somebody reads. */
const PRINTED = / (ean|gtin|upc)( ?\d{1,2})? $/
/** Amounts and sizes, which a page sends as numbers without a limit. */
const AMOUNT = / (amount|price|total|subtotal|cost|fee|gas|estimate|budget|revenue|size|bytes|views|likes|followers|population|distance|mileage|odometer|quantity|volume|supply|wei|satoshis?|lamports|points|coins|xp|steps|downloads|installs|impressions|clicks|limit|block height|gas (price|limit|used)) $/
const AMOUNT_FORM = /^\d{1,12}$/
/** Colours, which have six or eight digits in base sixteen, and formulas of substances. */
const COLOUR = / (colou?r|background|bg|fill|stroke|tint|accent)( (light|dark|hex|code|value))? $/
const COLOUR_FORM = /^#?(?:[\da-f]{6}|[\da-f]{8})$/i
const SUBSTANCE = / (formula|molecule|compound|chemical)( (hill|chemical))? $/
const SUBSTANCE_FORM = /^(?=.{3,30}$)(?:[A-Z][a-z]?\d{0,3}){2,12}$/
/** Things for sale, whose names end with the number of the model: `Brother HL-L2350DW`. */
const ARTICLE = / (printer|scanner|device|model|product|item|camera|headset|headphones?|phone|tv|monitor|router|laptop|hardware|products|items|recommendations|recommended|related)( (name|model))? $/
const ARTICLE_FORM = /^[A-Z][A-Za-z&]{1,14}(?: [A-Z][A-Za-z]{1,14})? [A-Z]{1,3}-?[A-Z]?\d{2,5}[A-Z]{0,4}\d?$/
/** How something is typed. */
const OF_INPUTS = / (phone|telephone|tel|mobile|date|zip|postal|post|postcode|ssn|input) (mask|format|placeholder) $/
const MASK = /^(?=.*[9#X_x])[+(]?[09#X_x](?:[09#X_x\s().+-]{2,22})$/
/** Editions of programs and data. */
const EDITION = / (version|build|app|release|firmware|revision|describe|compiler|kernel|runtime|image|sdk|schema|migration|bios|snapshot|edition)( (version|build|number|no|name|tag|string|current|latest|previous|available|installed))? $/
const DATED = String.raw`20\d\d[01]\d[0-3]\d(?:\d{2}|\d{4}|\d{6})?`
const EDITION_FORM = new RegExp(String.raw`^(?:[A-Za-z]{2,16}(?:[ /:@-]|://))?[vr]?(?:${DATED}|\d{1,8})(?:\.\d{1,10}){0,3}(?:[-+_.~](?:\d{1,8}|[a-z]{2,10}\d{0,4}|g?[\da-f]{7,10})){0,4}$`)
const APPLE_BUILD = /^\d{2}[A-Z]\d{2,5}[a-z]?$/
const IPV4 = /\d{1,3}(?:\.\d{1,3}){3}/
/** A route with places for parameters, as route tables have it. */
const TEMPLATE = /^(?:(?:GET|POST|PUT|PATCH|DELETE|HEAD) )?(?=.*[:{[])((?:\/(?:[a-z][\w-]{0,30}|:[a-z]\w{0,20}\??|\{\w{1,24}\}|\[(?:\.{3})?\w{1,24}\]))+)$/i
const PLACE = /(?<=\/)(?::\w+\??|\{\w+\}|\[[.\w]+\])/g
const TIME = String.raw`20\d\d-\d\d-\d\d[T ]\d\d:\d\d:\d\d[.,]\d{3,9}(?: ?[+-]\d\d:?\d\d| ?Z\b)?(?: UTC)?`
const RANGE = String.raw`(?:19|20)\d\d-\d\d-\d\d(?:\.\.|/| - | – |–|_)(?:19|20)\d\d-\d\d-\d\d`
const SIZE = String.raw`\d{1,4}(?:[.,]\d)? ?[x×] ?\d{1,4}(?:[.,]\d)?(?: ?[x×] ?\d{1,4}(?:[.,]\d)?)?`
const QUANTITY = String.raw`\d{1,3}(?:[ \u00a0]\d{3}){1,2}(?: ?[–-] ?\d{1,3}(?:[ \u00a0]\d{3}){1,2})? (?:km|m|mi|kg|g|kWh|MB|GB|kr|Kč|zł|Ft)`
/** A number of what a program counts. */
const COUNTED = String.raw`\d{6,12} (?:bytes?|[kKMG]i?B|[mµn]s|seconds|rows?|records?|tokens?|requests?|lines?|items?|messages?|events?|documents?|entries|keys?|characters?|chars?|samples?|frames?|pixels?|steps?|iterations?|blocks?|points?|operations?|ops|cycles|files?|objects?|packets?|connections?|views|downloads|users|results)`
/** A part of a computer, and the edition of an operating system. */
const PART = String.raw`/dev/(?:sd[a-z]\d{0,2}|nvme\dn\d(?:p\d{1,2})?|xvd[a-z]\d?|vd[a-z]\d?|tty[A-Za-z]{1,4}\d{0,2}|loop\d{1,2}|dm-\d|md\d{1,3}|disk\d(?:s\d)?)|(?<=\d\dH\d )\d{5}\.\d{2,5}`
/** What says nothing of anybody wherever it stands: times, ranges of days, sizes, quantities, known weaknesses, drugs and algorithms. */
const TOKENS = new RegExp(String.raw`(?<![\w.,+/-])(?:${TIME}|${RANGE}|${SIZE}|${QUANTITY}|${COUNTED}|${PART}|CVE-\d{4}-\d{4,6}|CWE-\d{1,4}|E11000|[A-Z][a-z]{3,12}V\d|(?<=[Bb]uild )20\d{6}\.\d{1,3}|[A-Z]\d\d[A-Z]{2}\d\d|ed25519|x25519|secp256[kr]1|utf8mb4\w{0,20}|opus/48000(?:/2)?)(?![\w-])`, 'g')
const tokens = compileAtOnce(TOKENS)
/** A class in its package, below a key for parts of a program. */
const CLASS = /^(?:[a-z]\w{0,20}\.){2,8}[A-Z][A-Za-z]{2,50}(?:[$.][A-Za-z]{2,30})?$/
const OF_CODE = / (logger|class|exception|type|module|package|namespace|category|source|thread|component|handler|listener|controller|service|job|bean|filter|interceptor|serializer|provider|adapter|worker|processor|consumer|producer|executor|function|method|callable|caller)( name)? $/
/** Shorter ones are no identifiers for the first look. */
const MINIMUM_LENGTH = 5
/** All that may be a number of something, because reading the words of a key is slow. */
const MAY_BE_NAMED = /^(?=.*\d)[\w.:/@+~#-]+(?: [\w.:/@+~-]+){0,2}$/
/** All that may hold a token. */
const MAY_HOLD_TOKEN = /\d ?[x×] ?\d|:\d\d[.,]\d{3}|-\d\d(?:\.\.|[/_]| [-–] )\d|\d[ \u00a0]\d{3}|\d{6} [a-zA-Zµ]|\/dev\/|\dH\d \d|E11|[a-z]V\d|uild 20|CVE|CWE|[A-Z]\d\d[A-Z]|2551|secp|mb4|opus/
/** What every form has. */
const MAY_HAVE_FORM = /[\d#X_]|\/[:{[]|\.[A-Z]/
/** Longer texts are prose. */
const MAXIMUM_LENGTH = 100

/** Whether a text is certainly harmless although its form is that of an identifier. */
export function isHarmlessForm(value: string, key: string, parent: string): boolean {
  if (value.length > MAXIMUM_LENGTH || value.length < MINIMUM_LENGTH || !MAY_HAVE_FORM.test(value)) return false
  if ((CLASS.test(value) && OF_CODE.test(wordsOf(key))) || (MASK.test(value) && OF_INPUTS.test(wordsOf(key)))) return true
  if (!(MAY_BE_NAMED.test(value) && isNamed(value, wordsOf(key), parent)) && !isTemplate(value) && !isMadeOfTokens(value)) return false
  // What the second look would change, the first must have seen.
  const kind = judgeReviewKey(key, parent)
  return !/^(?:hidden|secret|person|doer)$/.test(kind) && removeToldSecrets(value) === value && judgeText(value, kind) === value
}

/** Whether the key says what a value numbers. */
function isNamed(value: string, words: string, parent: string): boolean {
  return (CATALOGUE.test(words) && CATALOGUE_FORM.test(value)) || (PRINTED.test(words) && isPrinted(value)) || (AMOUNT.test(words) && AMOUNT_FORM.test(value)) || (COLOUR.test(words) && COLOUR_FORM.test(value)) || (SUBSTANCE.test(words) && SUBSTANCE_FORM.test(value)) || (ARTICLE.test(words) && ARTICLE_FORM.test(value)) || isEdition(value, words, parent)
}

/** The digits count once and three times by turns, from the right; their sum ends in zero. */
function isPrinted(value: string): boolean {
  const digits = [...value.replace(/-/g, '')].reverse().map(Number)
  return /^(?:8|12|13|14)$/.test(String(digits.length)) && digits.reduce((sum, digit, place) => sum + digit * (place % 2 ? 3 : 1), 0) % 10 === 0
}

function isEdition(value: string, words: string, parent: string): boolean {
  const own = / (current|latest|previous|available|installed|required) $/.test(words) ? wordsOf(parent) : words
  return EDITION.test(own) && (EDITION_FORM.test(value) || APPLE_BUILD.test(value)) && (!IPV4.test(value) || / (version|build|revision|firmware) $/.test(own) || !value.split(/[^\d]/).every((part) => Number(part) < 256))
}

function isTemplate(value: string): boolean {
  const route = /\/[:{[]/.test(value) ? TEMPLATE.exec(value)?.[1] : undefined
  return route !== undefined && reviewRoute(anonymizeUrl(route)) === route.replace(PLACE, '[id]')
}

function isMadeOfTokens(value: string): boolean {
  const rest = MAY_HOLD_TOKEN.test(value) ? value.replace(tokens(), 'x') : value
  return rest !== value && anonymizeText(rest) === rest
}
