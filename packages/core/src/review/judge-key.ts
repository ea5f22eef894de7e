import { MAX_KEY_LENGTH } from '../limits'
import { splitWords } from '../metadata-key'
import { FIRMS, KINDS_OF_NAME, NAMED, NAME_WORDS, PERSONS, PROSE, TELLING_FIRST, THINGS, TITLES, WEAK_PERSONS } from './key-words'
import { foldMarks } from './name-features'
import { createKeyMemory } from './key-memory'
import { looksLikeData } from './name-key'
import { judgeScriptKey } from './script-key'
import { HIDDEN, HIDDEN_ASIA, PERSON_WORLD, PERSONS_ASIA, PERSONS_WORLD, SECRET_ASIA, SECRET_WORLD, THING_WORLD, THINGS_WORLD, TITLES_WORLD } from './world-words'
import { compileAtOnce } from './compile-at-once'

/** What a key says about its values. `hidden`: only booleans are kept. `secret`: values with a digit are removed. `person`: identifies somebody, so that a single word is a name. `name`: the name of an unknown person or thing. `prose`: a title or sentences. */
export type KeyKind = 'hidden' | 'secret' | 'person' | 'doer' | 'weak' | 'firm' | 'plain' | 'name' | 'prose' | 'title' | 'thing'

// Ends in a look-ahead, so that V8 compiles the end once.
// House and room numbers, last digits of cards, bounding boxes, national identifiers, and other words for dates of birth.
const SECRET =
  / ((house|home|room|apartment|apt|flat|door|suite|cabin|bed|locker) (number|no|num|nr)|(license|licence|permit|employee|staff|student|vehicle|registration|booking|reservation|meter|voter|badge|national|tax|fiscal|citizen|insurance|medicare|nhs) (number|no|num|nr|id|code|serial)|(document|identity|identity card|id card) (number|no|num|nr)|emp ?(code|no|number)|(receipt|invoice|job|case|claim|policy|ticket|accession|admission|enrol?ment|consignment|shipment|waybill|parcel|membership|loyalty card) (number|no|num|nr)|accession|number ?plate|confirmation|rma|(deliver|ship) to|(huis|haus|wohnungs?)(nummer|number|nr)|house(number|no)|born|birth ?(day|place|year)|(last ?four|last digits)( digits)?|sort ?code|reg no|card summary|pan|bbox|bounds|bounding box|geo ?hash|lat ?l(ng|on)|dni|nif|cpf|curp|pesel|bsn|tckn|snils|cnp|oib|egn|codice fiscale|steuer ?id|aadhaar|cedula|bib( (number|no))?|b ?day|(dob|birth) year|(address |addr )?line ?[1-3]|mailing( address)?|((booking|reservation|ticket|order|payment|customer|client|invoice|transfer|transaction|claim|case|job|bank|your|our) )?reference( (number|no|num|nr|id|code))?|(booking|reservation|ticket|order|payment|customer|client|invoice|claim|case|bank) ref( (number|no|num|nr|id|code))?|passport|vpa|msisdn|imsi|iccid|mrn|npi|record locator|(account|card|bank|number|pan|payment) mask|(join|friend|lobby|meeting|invite|invitation) code|(pat|cust|emp|acct|stu|mem|cli) (num|no|nr|id)|(\w+ )?sn|matricule|matricola|matricula (no|num|number|numero)|medicare|medicaid|mac|(roll|enrol?ment|matriculation) (no|number)|paddle (number|no)|(dev|device|mac|hw|hardware|bt|ble|node|client|peer|remote|wallet|beacon) addr)(?=( (on|at|in|date))? $)/
const PERSON = / ([flm] ?names?|name (first|last|middle|given|family)|friend request|(user|customer|member|patient|employee|client|student|player|driver|visitor|owner|author|profile|person) (id|uid|identifier)|(policy|account|card|ticket|licen[cs]e) holder|given names?|giftee|initiator|csm|account owner|in memory of|in honou?r of|on behalf of|plus one|in reply to|mentioned|mentions?|tagged|nom de famille|nome di famiglia|nombre y apellidos?|nick|ign|summoner|reply to|insta|maiden|mothers maiden|kicked|banned|muted|reported|impersonated|invited|nominated|dm to|next of kin( name)?|gamer ?tag|given( name)?|interview panel|middle name|middle names|point of contact|attn|who|whom|(for|with|by) whom|merge ?[12]|[fl]name) $/
/** Senders and recipients: a single word below is removed only if it is hardly ever anything but a name. */
const WITH = / (from|to|for|with|profile|alias|identifier|target|principal|challenger|rival|cc|bcc|diagnosis for|(template |message |mail |sms |whats ?app )?(params|parameters|args|arguments|bindings|placeholders|substitutions)|bluetooth( name)?|(device|computer|machine|host|pc) name|hostname|computer) $/
/** Words that unlock an account or a wallet. */
const KEYS = / ((seed|recovery|backup|secret|mnemonic) phrase|mnemonic|pass ?phrase|(mail|smtp|imap|s?ftp|ssh|db|database|mysql|pg|redis|proxy|user|admin|root|login|account|wifi|wi fi|wlan) pass|recovery|(recovery|backup|scratch|security) codes|security answer|secret answer|what ?3 ?words|w ?3 ?w|private key|access key|secret key|bearer|basic auth|code (verifier|challenge)) $/
/** Objects that hold what a program needs to sign in. */
const SIGN_IN = / (auth|authentication|credentials?|creds|login|smtp|imap|pop3|mail|mailer|ftp|sftp|ssh|database|db|redis|proxy)( (server|config|settings|options))? $/
/** Done by somebody, such as `liked_by`. Excludes `sorted_by`, `grouped_by` and the like, which are followed by things. */
const DOER = / (?!(sort|order|group|filter|power|caus|trigger|limit|generat|host|support|provid|detect|block|clos|open|dismiss|start|stop)\w{0,6} )(\w+[^aeiou]ed|\w+ied|\w+ated|\w+[aeiou]ed|seen|sent|made|done|given|taken|written|held|won|lost|led|drawn|paid|read|comment|post|reply|review|answer|question|message|photo|checked out|signed off|followed up|(complaint|note|request|issue|quote|feedback|incident|approval|inspection|entry|upload|signature|recommendation|assessment|evaluation|nomination|referral|donation|submission|proposal|suggestion)(?= by )) (by|to)( name)? $/
/** The excluded ones and everything else that was done by or to somebody. */
const BY = / \w+ed (by|to)( name)? $/
/** Kinds of keys, and which keys mean something else below another parent. */
const remembered = createKeyMemory<KeyKind | 'told by parent'>()
const hidden = compileAtOnce(HIDDEN)
const secret = compileAtOnce(SECRET)
const secretWorld = compileAtOnce(SECRET_WORLD)
const person = compileAtOnce(PERSON)
const personWorld = compileAtOnce(PERSON_WORLD)
const MAXIMUM_BELOW_PARENTS = 10_000
/** Kinds of the keys that mean something else below another parent. */
const belowParents = new Map<string, Map<string, KeyKind>>()
let misses = 0

/** Judges a key by its words and the key of the enclosing object. Reads no further than the longest key that the sanitizer keeps. */
export function judgeReviewKey(key: string, parent: string): KeyKind {
  const own = key.slice(0, MAX_KEY_LENGTH)
  const told = remembered.get(own)
  if (told !== undefined && told !== 'told by parent') return told
  const around = parent.slice(0, MAX_KEY_LENGTH)
  const known = told && belowParents.get(around)?.get(own)
  if (known) return known
  let isParentRead = false
  const readParent = () => {
    isParentRead = true
    return wordsAround(around)
  }
  // `bénéficiaire` is one word, and is listed without accents.
  const kind = judgeForeign(own) ?? judgeWords(splitWords(foldMarks(own)), readParent)
  // An app has a few hundred keys. Keys that look like data are not cached.
  if (looksLikeData(own)) return kind
  remembered.set(own, isParentRead ? 'told by parent' : kind)
  if (isParentRead && !looksLikeData(around)) rememberBelow(around, own, kind)
  return kind
}

function rememberBelow(parent: string, key: string, kind: KeyKind): void {
  if (!(misses++ % MAXIMUM_BELOW_PARENTS)) belowParents.clear()
  belowParents.set(parent, (belowParents.get(parent) ?? new Map<string, KeyKind>()).set(key, kind))
}

// The keys of an object are mostly judged one after the other.
let [lastParent, lastWords] = ['', splitWords('')]
function wordsAround(parent: string): string {
  if (parent !== lastParent) [lastParent, lastWords] = [parent, splitWords(foldMarks(parent))]
  return lastWords
}

/** Keys in East Asian scripts, which do not separate words by spaces, and in other scripts that are not read as Latin letters. */
function judgeForeign(key: string): KeyKind | undefined {
  if (/^[ -~]*$/.test(key)) return undefined
  if (HIDDEN_ASIA.test(key)) return 'hidden'
  return PERSONS_ASIA.test(key) ? 'person' : SECRET_ASIA.test(key) ? 'secret' : judgeScriptKey(key)
}

/** Reads the words of the parent only if they matter, so that the other kinds are remembered by the key alone. */
function judgeWords(words: string, readParent: () => string): KeyKind {
  if (hidden().test(words)) return 'hidden'
  if (secret().test(words) || secretWorld().test(words) || (words === ' mask ' && / (account|card|bank|payment)s? $/.test(readParent()))) return 'secret'
  if (KEYS.test(words)) return 'hidden'
  if (words === ' pass ' && SIGN_IN.test(readParent())) return 'hidden'
  if (person().test(words) || personWorld().test(words)) return 'person'
  if (THING_WORLD.test(words)) return 'thing'
  const isDone = / (?:by|to)(?: name)? $/.test(words)
  if (isDone && (DOER.test(words) || words === ' by ')) return 'doer'
  if (isDone ? BY.test(words) || WITH.test(words) : WITH.test(words)) return 'weak'
  const own = words.trim().split(' ').filter((word) => !/^[a-z]?\d*$/.test(word))
  const isName = NAME_WORDS.has(own.at(-1) ?? '')
  // In an app, a screen has a name and a host is a machine; below these parents it is a person.
  if (/ (screen name|handle) $/.test(words) && / (profile|tweet|author|user|actor)s? $/.test(readParent())) return 'person'
  if (/^ (host|player) $/.test(words) && / (leaderboard|scoreboard|ranking|lobby|party|room|game|match|clan|guild|meeting|event|webinar|stream|episode|listing|raid)s? $/.test(readParent())) return 'person'
  // The name of the holder, not of the document.
  if (isName && / (certificate|badge|diploma|invoice|booking|reservation|licen[cs]e|permit|passport|visa|membership|warranty|prescription) (name )?$/.test(own.length > 1 ? words : readParent())) return 'weak'
  if (words === ' panel ' && / (interview|hiring|jury) $/.test(readParent())) return 'person'
  const unnamed = withoutNameWords(own)
  const base = unnamed.length === 1 && /^names?$/.test(own.at(-1) ?? '') && KINDS_OF_NAME.has(unnamed[0] ?? '') ? [] : unnamed
  if (!base.length) return judgeOwner(own, readParent())
  const head = headOf(base)
  const before = base[base.lastIndexOf(head) - 1] ?? ''
  // Machine names are lower-case, so `host_name: 'Chidi'` is a person.
  if (isName && head === 'host') return 'weak'
  if (isName && NAMED.has(head) && base.length < 3) return 'person'
  // `approver_1` and `approver1`
  return kindOf(singular(head.replace(/(?<=[a-z]{4})\d$/, '')), before)
}

/** `name` and `first` say nothing about whose name it is; the enclosing object does. */
function judgeOwner(own: readonly string[], parent: string): KeyKind {
  const owner = parent.trim().split(' ').filter((word) => !/^[a-z]?\d*$/.test(word))
  if (owner.length > 1 && owner.every((word) => NAME_WORDS.has(word))) return 'person'
  const head = headOf(owner)
  const kind = head ? kindOf(singular(head), owner[owner.lastIndexOf(head) - 1] ?? '') : 'plain'
  if (kind !== 'plain') return kind
  if (own.includes('text')) return 'prose'
  if (own.some((word) => /^(title|label|tag)$/.test(word))) return 'title'
  return own.some((word) => /name/.test(word)) ? 'name' : 'plain'
}

function kindOf(head: string, before: string): KeyKind {
  if (PERSONS.has(head) || PERSONS_WORLD.has(head) || /^(guest|player|user|member|child|parent)$/.test(head) && TELLING_FIRST.has(before)) return 'person'
  if (WEAK_PERSONS.has(head)) return TELLING_FIRST.has(before) ? 'person' : THINGS.has(head) ? 'plain' : FIRMS.has(head) ? 'firm' : 'weak'
  return THINGS.has(head) || THINGS_WORLD.has(head) ? 'thing' : PROSE.has(head) ? 'prose' : TITLES.has(head) || TITLES_WORLD.has(head) ? 'title' : 'plain'
}

/** `neighbour_last_name` → `neighbour`. */
function withoutNameWords(words: readonly string[]): readonly string[] {
  let end = words.length
  while (end && NAME_WORDS.has(words[end - 1] ?? '')) end--
  return words.slice(0, end)
}

/** `importer_of_records` → `importer`. */
function headOf(words: readonly string[]): string {
  const of = words.findIndex((word, index) => index > 0 && /^(of|for|from|de|du|von|van|di)$/.test(word))
  return (of > 0 ? words[of - 1] : words.at(-1)) ?? ''
}

const isListed = (word: string) => PERSONS.has(word) || WEAK_PERSONS.has(word) || THINGS.has(word) || TITLES.has(word)

/** `buses` → `bus`. */
export function singular(word: string): string {
  if (isListed(word)) return word
  // `courses` → `course`, not `cours`.
  if (word.endsWith('ses') && isListed(word.slice(0, -1))) return word.slice(0, -1)
  if (word.endsWith('women')) return 'woman'
  if (word.endsWith('men') && PERSONS.has(`${word.slice(0, -2)}an`)) return `${word.slice(0, -2)}an`
  const one = !word.endsWith('s') ? word : word.replace(/ies$/, 'y').replace(/(?<=s|x|ch)es$/, '').replace(/(?<=[^s])s$/, '')
  return isForeign(one) ? one : (foreignSingular(word) ?? one)
}

const isForeign = (word: string) => PERSONS_WORLD.has(word) || THINGS_WORLD.has(word) || TITLES_WORLD.has(word)

/** Plural endings in other languages, each with the possible singular endings. */
const FOREIGN_ENDINGS: readonly (readonly [string, readonly string[]])[] = [['en', ['', 'e', 'a']], ['er', ['']], ['es', ['']], ['e', ['', 'a']], ['i', ['o', 'e']], ['y', ['a']]]

/** `marken` → `marke`, `libri` → `libro`. */
function foreignSingular(word: string): string | undefined {
  for (const [ending, singulars] of FOREIGN_ENDINGS) {
    if (!word.endsWith(ending)) continue
    const found = singulars.map((end) => word.slice(0, -ending.length) + end).find((each) => each.length > 3 && isForeign(each))
    if (found) return found
  }
  return undefined
}
