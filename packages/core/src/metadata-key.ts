import { anonymizeText } from './anonymize-text'
import { MAX_KEY_LENGTH } from './limits'
import { WORDS, ANYTHING, OBJECTS, NAMES, type Allowance, SMALL, UNSAFE, NUMBERS } from './allowance'

// Whole words, never parts of words, except for a few stems that no harmless word contains.
const SENSITIVE =
  /^.* (\w*(token(?!i)|secret(?!ar)|nazwisk|credent|pass([wcp]|e\b)|apell|geb(ur|oor)t|na(cim|iss|vn|sci|mn)|jmen[oi]|soyad|(kers|nach|hter|[ov]or|tzer|hts)na|(re|g)nom|str(ee|a[as])|achtw|email|famili|add?res(?!\w* (sta|c))|authoriza|birth|coord|po(czt|st(al|code|n))|h[ae]slo)\w*|cookies?|on card|n(aam|om(br)?e?)|(api ?key|security answer)s?|i(mie?|sm|mya)|ssn|last ?4|((order|security|given|short|display|last|family|ticket|full|player|profile|maiden|child|parent|nick|real|billing|card|first|sur|to)(?! $)|l(ng|at|ong?)(itude)?|psk|identifiant|creator|patient|recipient|usuario|zip|gamertag|cv[cv]|guest|\w*user|customer|tel|opponent|otp|handle|s?sid|pin|(?<!last )login|owner|pnr|dob|mobile|invited by|account|driver|phones?|senha|contrase[n ]a|member|plz|twitter|pwd?|plate|ip)( ?(family|names?|given|number|ids?|code)|(?= $))|user ?agent( original)?(?= $))\d?( (date|confirmation))? /
// Roles: whoever does something, or by whom it was done. Things have the same endings; the negative look-ahead excludes most of those whose values have two words, such as weather, filter and floor.
const ROLE = / (?!error|layer|server|\w*([ai]pt|o|vid|vend|[tfl]i|head|rri|bann|ff|col|ilt|fold|cov|lett|av|ract|igg|mmitt|answ|ord|oot|eath|ontain|ap|cent|sens|ind|maj|rint|ws)[eo][re]s? )(contact|\w*(er|or|ian|[dgi]ente?|person|insured|ee|[cdmp]ant|[dn] (to|by)|coach|[cgp]ist)|host|kin|candidate|admin|profes\w+|query|friend|beneficiary)s?( (label|name))? $/

// An app has few keys, and they come with every event, so results are cached by parent key.
const judged = new Map<string, Map<string, Allowance>>()
let room = 500

/** Keys that are cached outside of pages, where they come from many apps, or from whoever invents them. */
const MAXIMUM = 10_000

/** Forgets the keys when there is no room for another one, and then has room for more. Pages do without it: no bundle for them contains it. */
export function makeRoom(): void {
  if (room > 0) return
  judged.clear()
  room = MAXIMUM
}

/** The lower-case words of a key, each between spaces; the key itself if it has no Latin letter, or all such keys would be the same. */
export function splitWords(key: string): string {
  return ` ${(key.replace(/(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[\W_]+/g, ' ').trim() || key).toLowerCase()} `
}

/**
 * Judges a key by its words, not by its letters: `apiKey` is removed, `keyboard` is kept.
 *
 * @param parent - The key of the enclosing object: `name` means something else under `user`.
 */
export function judgeKey(key: string, parent: string): Allowance {
  const known = judged.get(parent) ?? new Map<string, Allowance>()
  const allowance = known.get(key)
  if (allowance !== undefined) return allowance
  // A key is a word of the app. Data used as a key by mistake is not cached.
  if (key.length > MAX_KEY_LENGTH || key in {} || anonymizeText(key) !== key) return UNSAFE + ANYTHING
  const words = splitWords(key)
  const found = judgeWords(words, splitWords(parent).replace(/s? $/, words))
  if (room-- > 0) judged.set(parent, known.set(key, found))
  return found
}

// The last word says what a key is: a `passwordStrength` is not a password, but may contain one by mistake.
function judgeWords(words: string, path: string): Allowance {
  if (words.endsWith(' tokens ')) return NUMBERS
  const found = SENSITIVE.exec(path)
  if (found) return found[0] === path ? OBJECTS : NUMBERS + WORDS + OBJECTS
  if (ROLE.test(path)) return ANYTHING - NAMES
  // A code identifies something, unless it is an error code or a country code.
  if (!/ ((?!err|isd|count|res|stat)\w+ code|keys?|uuid|pk|\w{0,2}ids?) $/.test(words)) return ANYTHING
  return words === ' key ' ? OBJECTS : words === ' id ' ? WORDS + OBJECTS : SMALL + WORDS + OBJECTS
}
