import { cutAtWord, REMOVED } from '../anonymize-text'
import { MAX_TEXT_LENGTH, MAX_TEXT_ROUNDS } from '../cleaning-limits'
import { type KeyKind, singular } from './judge-key'
import { PERSONS } from './key-words'
import { foldWord } from './name-features'
import { isAsianName, isCommonWord, isGivenName, isKnownName, isListedWord, isPerhapsGiven, isSurname, oddsOfName, oddsOfWord } from './name-model'
import { INTERFACE } from './route-words'
import { isLooseHandle, isNumberedHandle, isSpelledWithDigit, isSureHandle, isTitledHandle } from './handle'
import { removeNamesOfFile } from './file-name'
import { removeScriptNames } from './script-name'
import { isGiven, isJoinedName, removeToldNames } from './told-name'
import { forTexts } from './latin-pattern'
import { compileAtOnce } from './compile-at-once'

/** Required odds for a text of two to four words to be a name, by its key; logarithms. */
const NEEDED: Readonly<Record<KeyKind, number>> = { hidden: 0, secret: 0, person: -2, doer: -1, weak: -0.8, firm: -0.8, plain: -0.3, name: -0.3, prose: 4.25, title: 4.25, thing: Infinity }
/** Required odds for words inside a longer text, and inside a title. */
const NEEDED_INSIDE = 0.3
const NEEDED_INSIDE_TITLE = 3.5

const LATER_CAPITAL = /[ \u00a0]\p{Lu}/u
// Fast path: most texts do not have two capitalized words, with an initial or particles between them.
const TWO_CAPITALS = /(?<![\p{L}\p{M}\d])\p{Lu}[\p{L}\p{M}'’.-]{0,30},?[ \u00a0](?:[a-z]{1,5} ){0,3}\p{Lu}/u
const twoCapitalsIn = forTexts(TWO_CAPITALS)
const RUN = /(?<![\p{L}\p{M}\d_@#/.-])\p{Lu}[\p{L}\p{M}'’-]{0,30}\.?(?:[ \u00a0](?:(?:v[ao]n|de[rln]?|d[aio]s?|del(?:la)?|la|le|e[ln]|al|bin|binti?|ibn|y|e|ten|ter|zu[mr]?) ){0,2}\p{Lu}[\p{L}\p{M}'’-]{0,30}\.?){1,7}(?![\p{L}\p{M}\d_@/\\%])/gu
const runsIn = forTexts(RUN)
/** The name after the greeting of a letter. */
const GREETING = /(?<=(?:^|[\n.!] ?)(?:Hi|Hello|Hey|Dear|Hallo|Liebe|Lieber|Bonjour|Cher|Chère|Hola|Querid[oa]|Estimad[oa]|Ciao|Car[oa]|Olá|Hej|Cześć|Merhaba) )\p{Lu}\p{Ll}[\p{L}\p{M}'’-]{0,30}(?=[,!.:]|$)/gu
const greetingsIn = forTexts(GREETING)
/** What somebody has, sends or receives: after these words, a title contains a name as often as a thing. */
const OF_SOMEBODY = /\b(?:(?:in (?:loving )?memory|on behalf|in honou?r) of|(?:profile|order|message|chat|call|meeting|interview|invoice|account|resume|cv|appointment|booking|reservation|ticket|review|referral|letter|note|mail|reply|invite|invitation|payment|refund|reminder|birthday|obituary|visit|session|request|welcome|hello|contact|assigned|sent|shared|posted|written|photo|record|file|report|application|hired)s? (?:of|for|from|with|by|to)) /i
const ofSomebody = compileAtOnce(OF_SOMEBODY)
/** The same where a name follows at once. */
const ABOUT_SOMEBODY = /\b(?:1:1|1-on-1|1on1|one-on-one|interview(?: notes| feedback)?|catch-?up|onboarding|offboarding|cv|r[ée]sum[ée]|lebenslauf|bewerbung|arbeitsvertrag|gehaltsabrechnung|zeugnis|payslip|performance review|offer letter|cover letter|invoice|contract|rechnung|vertrag|contrato|factura|facture|contrat|curriculum)(?: with| for| of| für| von| de| di)?[ :|–-]{1,3}(?=\p{Lu}\p{Ll})/iu
const aboutSomebodyIn = forTexts(ABOUT_SOMEBODY)
/** A sentence has more small words than a title. */
const SENTENCE = /(?<![\p{L}\p{M}-])\p{Ll}{3,}(?![\p{L}\p{M}-]).{0,80}(?<![\p{L}\p{M}-])\p{Ll}{3,}(?![\p{L}\p{M}-])|\p{Ll}[.!?] /u
const sentenceIn = forTexts(SENTENCE)
/** Required odds for a single word. */
const NEEDED_ALONE = 0.9
/** Letters of scripts that are not judged by their words below a person: too few of these are known. */
export const OTHER_SCRIPT = /(?!\p{Script=Latin})\p{L}/u
/** After a name, these show that it belongs to a brand, an institution or a thing. */
const ORGANISATION = /^(Inc|LLC|Ltd|Limited|GmbH|AG|SE|SA|SpA|Srl|BV|NV|Oy|AB|Corp|Corporation|Company|Group|Holdings?|Partners|Associates|LLP|PLC|Bank|Capital|Foundation|University|College|School|Hospital|Clinic|Airport|Stadium|Museum|Library|Hotel|Street|Avenue|Park|Award|Prize|Brothers|Sons|Motors|Records|Studios?|Pictures|Press|Center|Centre|Institute|Collection|Edition|Inn|House|Hall|Place|Plaza|Square|Station|Bridge|Tower|Theat(?:re|er)|Church|Court|Road|Lane|Drive|Gardens?|Trail|River|Lake|Island|Bay|Beach|Day|High|Cup|Open|Trophy|Festival|Show|Returns|Movie|Banner|Mug|T-?Shirt|Dress|Jacket|Guitar|Sneakers?|Boots|Perfume|Lipstick)\.?$/
/** `Jack Daniel's`, `Papa John's`: nothing follows the genitive, so it is the name of a business. */
const HOUSE = /^\p{Lu}[\p{L}\p{M}.]{0,30} \p{Lu}[\p{L}\p{M}]{0,30}['’]s$/u
const houseIn = forTexts(HOUSE)
/** A passenger, as tickets name them: `ERIKSSON/ANNA MARIA`. */
const PASSENGER = /^\p{Lu}[\p{Lu} '-]{1,30}\/\p{Lu}[\p{Lu} ]{0,30}$/u
/** `Mr P. Gallagher`: who is called so is a person, whatever the tables say of the last word. */
const TITLED = /^(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Herr|Frau|Mme|Mlle|Sra|Srta)\.? (?:\p{Lu}\.? ?){0,2}\p{Lu}[\p{L}\p{M}'’-]{1,30}$/u
export const withTitleIn = forTexts(TITLED)
/** Not part of the last word of a name: `Priya Sharma's`. */
const END = /(?:['’]s)?\.?$/
/** Articles, and those particles of names that are also articles or conjunctions. */
const ARTICLE = /^(?:al|la|le|e[ln]?|y|The|An?|Das|Der|Die|Des|Dem|Den|Diese[rsnm]?|Eine?[rsnm]?|Les|La|Le|Il|Los|Las|El|Un[ae]?|Os|As)$/
/** Consecutive words that are tried together. */
const MAXIMUM_WORDS = 4
/** Groups of words that are tried per text. */
const MAXIMUM_LOOKS = 80
/** Cleans a text under a key of the given kind: returns the text itself, `[removed]`, or the text without the names in it. */
export function judgeText(given: string, kind: KeyKind): string {
  if (kind === 'thing' || given === REMOVED) return given
  const whole = given.length > MAX_TEXT_LENGTH + REMOVED.length ? cutAtWord(given, MAX_TEXT_LENGTH) + REMOVED : given
  const isWho = kind === 'person' || kind === 'doer'
  if (isWho && OTHER_SCRIPT.test(whole)) return REMOVED
  const isSentence = kind === 'prose' && sentenceIn(whole).test(whole)
  const text = removeScriptNames(whole, kind === 'prose' && !isSentence ? 'title' : kind)
  if (text === REMOVED) return text
  const bare = !isWho && !text.startsWith('@') ? text : text.replace(isWho ? /^(?:@|\$(?=[a-z])|live:)/ : /^@/, '')
  if (isWho && (isHandle(bare) || isSmallName(bare) || isLooseHandle(/_.*\d\d$/.test(bare) ? bare.toLowerCase() : bare))) return REMOVED
  if ((kind === 'name' || kind === 'weak' || kind === 'firm' || bare.includes(' ')) && isAsianName(bare)) return REMOVED
  if ((kind === 'weak' && isSureName(bare)) || ((kind === 'weak' || kind === 'firm') && !bare.includes(' ') && isGiven(bare))) return REMOVED
  if ((isWho && isTitledHandle(bare)) || ((kind === 'weak' || kind === 'firm') && (isSureHandle(bare) || isTitledHandle(bare) || isNumberedHandle(bare) || isSpelledWithDigit(bare) || (/\d/.test(bare) && isLooseHandle(bare))))) return REMOVED
  if ((isWho && (isWithInitial(bare) || PASSENGER.test(bare))) || ((isWho || kind === 'weak') && withTitleIn(bare).test(bare))) return REMOVED
  if (!isWho && bare.endsWith('s') && houseIn(bare).test(bare)) return given
  const isTitle = kind === 'title' || kind === 'prose'
  if (!isTitle && isJoinedName(bare)) return REMOVED
  const odds = oddsOfName(bare)
  if (odds !== undefined && (odds > NEEDED[kind] || (isWho && !bare.split(/[ ,.-]+/).every((word) => word.length < 2 || isCommonWord(word))))) return REMOVED
  const listed = (isWho || kind === 'weak' || kind === 'firm') && /[,;|]/.test(text) ? judgeParts(text, kind) : text
  const untitled = removeNamesOfFile(listed)
  // Most texts: neither a greeting nor a run of capitalized words goes without a capital behind a blank.
  if (!LATER_CAPITAL.test(untitled)) return removeToldNames(isTitle && !isSentence ? untitled : removeAsianNames(untitled))
  if (!isTitle) return removeToldNames(removeNames(removeAsianNames(untitled.replace(greetingsIn(untitled), (name) => (isGiven(name) || oddsOfWord(name) > 0 ? REMOVED : name))), NEEDED_INSIDE))
  const greeted = untitled.replace(greetingsIn(untitled), (name: string, place: number) => ((isGiven(name) || (oddsOfWord(name) > 0 && !isListedWord(name))) && untitled.startsWith(', ', place + name.length) ? REMOVED : name))
  return removeToldNames(isSentence ? removeNames(removeAsianNames(greeted), NEEDED_INSIDE) : removeNames(greeted, ofSomebody().test(text) || aboutSomebodyIn(text).test(text) ? NEEDED.plain : NEEDED_INSIDE_TITLE))
}

const ASIAN = /[\u3041-\u9fff]/

/** Removes Chinese and Japanese names of two parts from a text in another script. */
function removeAsianNames(text: string): string {
  if (!ASIAN.test(text)) return text
  return text.replace(/(?<![\u3041-\u9fff])[\u3041-\u9fff]{1,4}[ \u3000][\u3041-\u9fff]{1,4}(?![\u3041-\u9fff])/g, (found) => (isAsianName(found) ? REMOVED : found))
}

/** `alice, bob`: several people in one text. */
function judgeParts(text: string, kind: KeyKind): string {
  return text.split(/(\s{0,3}[,;|]\s{0,3})/).map((part, index) => (index % 2 || !/^[^\s,;|]{2,40}(?: [^\s,;|]{1,40})?$/.test(part) ? part : judgeText(part, kind))).join('')
}

/** Removes people's names from a longer text. */
function removeNames(text: string, needed: number): string {
  if (!twoCapitalsIn(text).test(text)) return text
  const look = createLook(needed)
  let clean = text
  for (let before = '', round = 0; clean !== before && round < MAX_TEXT_ROUNDS; round++) {
    before = clean
    clean = before.replace(runsIn(before), (run) => takeOut(run.split(/[ \u00a0]/), look))
  }
  return clean
}

interface Look {
  oddsOf(word: string): number
  isName(text: string): boolean
}

/** Creates look-ups whose cache lives as long as one text. A text that needs too many of them is not prose; its remaining candidates count as names. */
function createLook(needed: number): Look {
  const known = new Map<string, number>()
  let looks = MAXIMUM_LOOKS
  const oddsOf = (word: string) => {
    const odds = known.get(word) ?? oddsOfWord(word)
    known.set(word, odds)
    return odds
  }
  return { oddsOf, isName: (text) => looks-- < 1 || (oddsOfName(text, oddsOf) ?? -9) > needed }
}

/** Removes names from consecutive words, from the left, the longest first: `Yesterday Ada Byron` loses two words. */
function takeOut(words: readonly string[], look: Look): string {
  // In a sentence, any two words may be neighbours, so each of them must be a possible name.
  const canBeName = words.map((word, index) => {
    const bare = word.replace(END, '')
    return !/^\p{Lu}\p{L}/u.test(word) || look.oddsOf(bare) > -1 || (isSurname(bare) && isGivenName(words[index - 1] ?? ''))
  })
  const left: string[] = []
  for (let start = 0; start < words.length; start++) {
    // `Louis Vuitton Keepall`: a product of a known brand.
    if (isKnownName(words.slice(start, start + 2))) {
      left.push(...words.slice(start, start + 2))
      start++
      continue
    }
    const length = findName(words, start, canBeName, look)
    left.push(length ? REMOVED + (END.exec(words[start + length - 1] ?? '')?.[0] ?? '') : (words[start] ?? ''))
    start += Math.max(0, length - 1)
  }
  return left.join(' ')
}

/** How many words, from `start`, are a name. */
function findName(words: readonly string[], start: number, canBeName: readonly boolean[], look: Look): number {
  // `Aggiungi al Carrello`, `Voir le Panier`: no name inside a text begins with an article.
  if (ARTICLE.test(words[start] ?? '')) return 0
  let end = start
  while (end < words.length && end < start + MAXIMUM_WORDS && canBeName[end]) end++
  for (; end > start + 1; end--) {
    if (ORGANISATION.test(words[end] ?? '')) return 0
    if (look.isName(words.slice(start, end).join(' ').replace(END, ''))) return end - start
  }
  return 0
}

const oneWordIn = forTexts(/^\p{L}[\p{L}\p{M}'’\d]*(?:[._~-]\p{L}[\p{L}\p{M}'’\d]*){0,3}[._~-]?\d{0,4}$/u)

/** `kowalski`, `jane.doe`, `bob-the-builder`, `Ada`: one word of letters with a part that is not a common word. Capitals and camel case are codes. */
function isHandle(text: string): boolean {
  if (text.length > 40 || text.length < 2 || !oneWordIn(text).test(text)) return false
  if (/\p{Ll}\p{Lu}/u.test(text) || /^\p{Lu}{1,4}$/u.test(text)) return false
  const parts = text.replace(/\d+$/, '').split(/[._~-]/).filter((part) => part.length > 1)
  return parts.some((part) => !(isCommonWord(part) || isRole(part) || INTERFACE.has(foldWord(part))) || ((parts.length > 1 || /^\p{Lu}/u.test(part)) && oddsOfWord(part) > (/^\p{Lu}/u.test(part) ? 0 : 1)))
}

/** `neighbour`, `concierge`, `seller`: words for people that are hardly ever names, and parts that somebody plays in a trade. */
function isRole(word: string): boolean {
  return /^\p{Ll}/u.test(word) && ((PERSONS.has(singular(word)) && oddsOfWord(word) < -1) || PARTS.has(word))
}

const PARTS = new Set('seller courier vendor supplier retailer dealer broker distributor marketplace reseller shipper lender insurer payer payee issuer acquirer advertiser consignee organizer organiser dispatcher tenant landlord sender mailer sensor automation'.split(' '))
const withInitialIn = forTexts(/^(\p{Lu}[\p{L}\p{M}'’-]{1,20}) \p{Lu}\.?$/u)

/** `Kirk G`, `Radia P.`: a word that may be a name, and an initial; `Group B` is none. */
function isWithInitial(text: string): boolean {
  const first = withInitialIn(text).exec(text)?.[1] ?? ''
  return first !== '' && (!isListedWord(first) || isGivenName(first) || isPerhapsGiven(first))
}

/** `Sipho`: a single word that is hardly ever anything but a name. */
export function isSureName(text: string): boolean {
  return /^\p{Lu}\p{Ll}{1,20}$/u.test(text) && !isListedWord(text) && oddsOfWord(text) > NEEDED_ALONE
}

/** `ada byron` in lower case. */
function isSmallName(text: string): boolean {
  if (text.length > 40 || !/^\p{Ll}+(?: \p{Ll}+){1,2}$/u.test(text)) return false
  const words = text.split(' ')
  const odds = words.map(oddsOfWord)
  return Math.max(...odds) > 1 && (Math.min(...odds) > 0 || !words.every(isCommonWord))
}
