import { REMOVED } from '../anonymize-text'
import { removeOddSpellings } from './odd-spelling'
import { LETTERS } from './told-name-cues'
import { forTexts } from './latin-pattern'
import { compileAtOnce } from './compile-at-once'

// Long lists of words in a look-around, with optional words between them and its end, have a look-around of their own: otherwise V8 compiles the list once for each way to reach it, up to ten times, which takes up to 15 ms.

/** A code, after the words for what it opens or proves. */
const CODE =
  /(?=\d)(?<=[ \u00a0#])(?<=(?<=\b(?:verification|security|confirmation|access|entry|gate|door|login|log-in|sign-in|one-time|authentication|pairing|recovery|pickup|pick-up|backup|safe|alarm|keypad|lockbox) ?(?:code|pin|password|passcode)|\b(?:OTP|PIN|passcode)|\b(?:Bestätigungs|Sicherheits|Zugangs|Tür|Anmelde)code|\bcode de (?:vérification|sécurité|confirmation)|\bcódigo de (?:verificación|seguridad|acceso))(?: (?:is|est|es|lautet|ist)|:)?[ \u00a0]#?)\d{3,8}(?!\d|[.,]\d)/giu
/** A code, before the words for it: `328755 is your login code`. */
const CODE_FIRST = /(?<![\w.,-])(?:[A-Z]-)?\d{4,8}(?=[ \u00a0](?:is|ist|est|es|é|è)[ \u00a0](?:your|dein|ihr|votre|ton|tu|su|seu|o seu|il tuo)[ \u00a0](?:[a-z\u00c0-\u024f-]{1,20}[ \u00a0]){0,4}(?:[a-z\u00c0-\u024f]{0,16}code|pin|otp|passcode|password|código|codice)\b)/gi
/** A date of birth, after words that announce it. */
const BIRTHDAY =
  /(?=[a-z\u00c0-\u024f]|\d)(?<= )(?<=(?<=(?:^|[^a-z\u00c0-\u024f])(?:born|geb|geboren|née?|nacid[oa]|född|født|urodzon[ya]|narozen[áý]?|DOB|date of birth|birthday))\.?(?: (?:on|am|el|le|il|is))?:? )(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}\.? [a-z\u00c0-\u024f]{3,9}\.? \d{4}|[a-z\u00c0-\u024f]{3,9}\.? \d{1,2},? \d{4})(?!\d)/gi
/** Cloud access keys; those without a digit would pass for a word in capitals. Of those of GitLab, dashes may make parts that are too short to look random. */
const CLOUD_KEY = /(?<![A-Za-z\d])A[KS]IA[A-Z2-7]{16}(?![A-Za-z\d])|(?<![\w-])gl(?:pat|dt|rt|cbt|ptt|ft)-[\w-]{20,64}(?![\w-])/g
/** A secret, after the word for it in one of the larger languages or in an error message. Looks ahead no further than a secret is long: otherwise `pw=pw=pw=` would take quadratic time. */
const SECRET = /(?<=(?<=\b(?:passwort|kennwort|mot de passe|contraseña|contrasena|senha|wachtwoord|hasło|haslo|parola|şifre|sifre|lösenord|adgangskode|passord|salasana|heslo|jelszó|lozinka))(?: ist| est| es| è| é)?[:=]? {0,2})(?=\S{0,64}\d)[^\s,;]{4,64}|(?<=(?<=\b(?:session|session ?id|sid|token|api[ _-]?key|access[ _-]?key|secret))(?: is|[:=])? {0,2})(?=[\w-]{0,64}\d)(?=[\w-]{0,64}[a-z])[\w-]{5,64}(?![\w-]{0,64}\.)|(?<=(?<=\b(?:password|passwd|passcode|pwd|pw|pass))(?: (?:for|to|of) (?:[a-z'’-]{1,16} ){1,4}is| is| ?[:=])? {0,2})(?=\S{0,64}\d)(?=\S{0,64}[a-z])[^\s,;.]{5,64}|(?<=^(?:[a-z-]{1,12} ){0,2}(?:password|passwd|passcode|pwd) ?[:=] ?)(?!(?:required|missing|invalid|incorrect|wrong|empty|null|none|true|false|weak|strong|expired|changed|reset|updated|undefined|string|text|yes|no|ok)$)[^\s,;:]{3,64}$|(?<=(?:\b(?:your|my|the) |^)code(?: is|:) ?)\d{4,8}(?!\d)|(?<=(?<=\b(?:recovery|backup|access|activation|licen[cs]e|voucher|gift|redeem|redemption) (?:code|key|card))(?: is|:)? )[A-Z\d]{4,}(?:-[A-Z\d]{4,}){1,5}/gi
/** The number of a person or of something that belongs to one, after the word for it. */
const NUMBER =
  /(?=[A-Z\d#])(?<=(?<=\b(?:client|patient|employee|member|account|acct|student|staff|subscriber|policy|claim|case|ticket|booking|reservation|passport|licen[cs]e|contract|loan|MRN|NHS|kunden?|patienten|bestellung|rechnung|auftrag|vertrag|buchung|commande|facture|dossier|contrat|pedido|factura|fatura|reserva|cliente|ordine|fattura|pratica|encomenda|bestelling|factuur|klant|faktura|order|ordre))(?:nummer|nr)?(?: (?:id|no|number|num|nr|ref|n[°º]|reference|numéro|número))?[.:]?(?: is)?[ #:]{1,2})#?[A-Z]{0,3}-?\d{5,12}(?!\d|[.,]\d|-\d)/gi
/** The same from four digits on, where the words say that it is an identifier. */
const IDENTIFIER = /(?<=(?<=\b(?:(?:user|customer|client|patient|member|account|order|student|employee|ticket)[ _-]?(?:id|no|number|nr)|uid))\.?(?: is)?[ :=]{1,2}#?)\d{4,12}(?!\d|[.,]\d|-\d)/gi
/** An email address that is spelled out to hide it from machines. */
const SPELLED_MAIL = /[\w.+-]{2,40} ?(?:\[at\]|\(at\)|\{at\}|<at>) ?[\w-]{2,40}(?: ?(?:\.|\[dot\]|\(dot\)|dot) ?[a-z]{2,10}){1,3}\b|[\w.+-]{2,40} at [\w-]{2,40}(?: dot [a-z]{2,10}){1,3}\b/gi
/** A short phone number, after words such as `call`. */
const PHONE = /(?<=(?<=\b(?:call|phone|tel|telephone|text|mobile|cell|fax|reach|whatsapp|contact|ring)\w{0,3})(?: (?:me|us|him|her|them|at|on|is|number|no|back))*[.:]? )(?!(?:19|20)\d\d[- ](?:19|20)\d\d(?!\d))(?:\d{3,4}[- ]\d{4}|0\d{6,8})(?!\d)|(?<=\b(?:call|phone|ring|text|reach|whatsapp) [^.!?\d]{2,30} (?:on|at) )(?!(?:19|20)\d\d[- ](?:19|20)\d\d)\d{3,4}[- ]\d{4}(?!\d)/gi
/** A street with a house number, as written in the larger languages. */
const STREET = new RegExp(
  [
    String.raw`\d{1,4}(?: ?(?:bis|ter|[a-d]))?,? (?:rue|avenue|av|boulevard|bd|place|chemin|impasse|allée|quai|cours|route) (?:(?:de|du|des|la|le|les|l['’]|d['’]) ?){0,2}[${LETTERS}][${LETTERS}'’-]{1,30}(?: [${LETTERS}][${LETTERS}'’-]{1,30}){0,2}`,
    String.raw`\d{1,5}[A-Za-z]?(?:[-/]\d{1,4})?,? (?:[NSEW]\.? )?(?:[${LETTERS}][${LETTERS}'’.]{1,20} ){1,3}(?:street|st|road|rd|avenue|ave|lane|ln|(?<!(?:hard|flash|usb|thumb|test|disk|pen|google|network|external) )drive|dr|blvd|boulevard|court|ct|square|sq|terrace|close|crescent|parkway|pkwy|highway|hwy|loop|circle|gardens|grove|mews|row)\b`,
    String.raw`\b(?:via|viale|piazza|corso|largo|vicolo|calle|avenida|avda|av|plaza|paseo|carrer|rua|travessa|praça|largo|ul|ulica|aleja|strada|str|bulevardul)\b\.? (?:(?:de|del|della|dei|da|do|dos|das|la|las|los|el) ){0,2}[${LETTERS}][${LETTERS}'’.-]{1,30}(?: (?:de |del |da |do )?[${LETTERS}][${LETTERS}'’.-]{1,30}){0,2},? (?:n[°º.]? ?|nr\.? ?|#)?\d{1,5}[A-Za-z]?\b`,
    String.raw`[${LETTERS}][${LETTERS}]{2,30}(?:straße|strasse|str\.|gasse|weg|platz|allee|ring|damm|straat|laan|plein|gracht|kade|steeg|gatan|gata|vägen|vej|veien|gade|katu|tie|tänav|gatvė|utca|ulice)\.? \d{1,4} ?[a-z]?\b`,
    String.raw`[${LETTERS}]{3,30} (?:caddesi|cad\.|sokak|sokağı|sok\.|bulvarı|mahallesi) ?(?:no)?[:.]? ?\d{1,4}(?:[/-]\d{1,3}|[a-z])?\b`,
    String.raw`\bP\.? ?O\.? ?Box \d{1,6}`,
    String.raw`\b(?:Postfach|Casilla|Apartado(?: de correos)?|Boîte postale|BP|Caixa postal|Postbus) \d{2,6}`,
  ].join('|'),
  'gi',
)
/** The same with the number behind an English name, as other countries write it. */
const STREET_FIRST = /(?<![\p{L}\p{M}\d])(?:\p{Lu}[\p{L}\p{M}'’.-]{2,20} ){1,2}(?:Street|Avenue|Lane|Boulevard|Terrace|Crescent|Grove|Road) \d{1,4}[A-Za-z]?(?![\p{L}\d]|[.,:]\d)/gu
const streetFirstIn = forTexts(STREET_FIRST)
/** A profile page in a social network, without the scheme. The listed words are pages that belong to nobody. */
const PROFILE =
  /(?<=(?<![\w.-])(?:www\.)?(?:linkedin\.com\/(?:in|pub)|(?:twitter|x|instagram|facebook|fb|threads|snapchat|pinterest|venmo|gitlab|soundcloud|patreon|keybase)\.(?:com|net|io)|github\.com|t\.me|wa\.me|paypal\.me|tiktok\.com|medium\.com|behance\.net|dribbble\.com|codepen\.io|about\.me|vk\.com|flickr\.com\/people|strava\.com\/athletes|cal\.com|youtube\.com\/(?=@)|bsky\.app\/profile|reddit\.com\/u(?:ser)?|mastodon\.social|linktr\.ee|calendly\.com|cash\.app|ko-fi\.com|buymeacoffee\.com)\/)(?!(?:login|signup|share|sharer|intent|home|explore|about|settings|search|help|privacy|terms|watch|p|company|groups|pages|topics|features|pricing|blog)\b)[@$]?[\w.+-]{2,40}(?![\w/])|(?<=(?<![\w.-])(?:www\.)?(?:calendly|cal)\.com\/)(?!(?:d|events|app|login|signup|integrations|pricing|blog|features|docs)\/)[\w.+-]{2,40}(?=\/[\w-])/gi
/** Default machine names of Windows and of manufacturers. */
const MACHINE = /(?<![\w-])(?:DESKTOP|LAPTOP|WIN|MSI|ASUS|LENOVO|SURFACE|HP)-(?=[A-Z]*\d)(?=\d*[A-Z])[A-Z\d]{5,12}(?![\w-])/g

/** A name in a public ledger. */
const LEDGER_NAME = /(?<![\w.@/-])[a-z\d](?:[a-z\d-]{0,30}[a-z\d])?\.eth(?![\w/-])/gi
/** German street names without a word for street, if they are the whole text. */
const GERMAN_PLACE = /^(?:Am|Im|An der|Auf d(?:em|er)|In der|Zum|Zur|Unter den) (?!(?:Jahr|Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|\w+tag|Alter|Schnitt|Monat|Kapitel|Level)\b)\p{Lu}[\p{L}-]{2,30} \d{1,3} ?[a-z]?$/gu

/** Whoever acts in a cloud, in the name of a resource. */
const CLOUD_USER = /(?<=\barn:aws[\w-]{0,10}:(?:iam|sts)::[^:\s]{0,20}:(?:user|assumed-role\/[\w+=,.@-]{1,64})\/)[\w+=,.@-]{2,64}/g

/** A British or a German insurance number in groups, a Finnish personal number, an account of a game shop and a machine that is named after its IP address: their form tells all. */
const NUMBERS_BY_FORM = /(?<![\w-])(?:[A-Z]{2} \d\d \d\d \d\d [A-D]|\d\d [0-3]\d[01]\d{3} [A-Z] \d{3}|[0-3]\d[01]\d{3}[-+A]\d{3}[\dA-FHJ-NPR-Y]|STEAM_[0-5]:[01]:\d{5,12}|\[U:1:\d{5,12}\]|(?:ip|ec2|host|dyn(?:amic)?|static|pool|client|cpe|a?dsl|user)-\d{1,3}(?:-\d{1,3}){3})(?![\w-])/g
/** Somebody on a machine that has no name. */
const AT_IP = /(?<![\w.+-])[\w.+-]{1,40}@\d{1,3}(?:\.\d{1,3}){3}(?![\w.])/g
/** A code, before what it is good for. */
const CODE_TO = /(?<=\bcode:? )\d{4,8}(?= (?:to|for) (?:verify|verification|sign|log|confirm|reset|unlock|open|authenticate|access))/gi
/** A number plate, after the word for it. */
const PLATE = /(?<=\b(?:(?:licen[cs]e|number) plate|plate (?:no|number)|kennzeichen|kenteken|immatriculation|targa)(?: is)?[.:]? )(?=[A-Z -]{0,6}\d)[A-Z\d]{1,4}(?:[ -][A-Z\d]{1,5}){0,3}(?![\w-])/gi
/** The rest of the name of a folder of somebody, whose first word is already removed: `C:\Users\Marie Dupont`. */
const FOLDER_REST = /(?<=\[removed\])(?: \p{Lu}[\p{L}'’.-]{1,30}){1,3}(?=\\)/gu
const folderRestIn = forTexts(FOLDER_REST)

/** Where somebody lives, in any country. */
const LIVES = /(?<=\b(?:lives?|living|resid(?:es?|ing)|staying) at )(?:[^,.;\n\d]{2,40} \d{1,5}[A-Za-z]?|\d{1,5}[A-Za-z]?(?:-\d{1,4}){0,2} [A-Z][^,.;\n\d]{2,40})(?![\d-])/g

/** A word for a street. */
const HAS_STREET = /\b(?:rue|avenue|av|boulevard|bd|place|chemin|impasse|allée|quai|cours|route|street|st|road|rd|ave|lane|ln|drive|dr|blvd|court|ct|square|sq|terrace|close|crescent|parkway|pkwy|highway|hwy|loop|circle|gardens|grove|mews|row|via|viale|piazza|corso|largo|vicolo|calle|avenida|avda|plaza|paseo|carrer|rua|travessa|praça|ul|ulica|aleja|strada|str|bulevardul|postfach|casilla|apartado|boîte|bp|caixa|postbus)\b|box \d| (?:cad|sok|bul|mah)|(?:stra(?:ß|ss)e|str\.|gasse|weg|platz|allee|ring|damm|straat|laan|plein|gracht|kade|steeg|gatan|gata|vägen|vej|veien|gade|katu|tie|tänav|gatvė|utca|ulice)\.? \d/i
/** What every match contains or stands beside, in a form that takes less time than the pattern itself, which V8 need not compile for most texts. Without the letters `k` and `s` for `CODE`: with the flag `u`, two other characters match those. */
export const NEEDED: ReadonlyMap<RegExp, RegExp> = new Map([
  [LIVES, / at /],
  [NUMBERS_BY_FORM, / \d\d \d\d |\d{6} [A-Z] |\d{6}[-+A]\d{3}|STEAM_|\[U:1:|(?:-\d{1,3}){4}/],
  [AT_IP, /@/],
  [CODE_TO, /code/i],
  [PLATE, /plate|kenn|kent|immat|targa/i],
  [CODE, /code|pin|word|otp|digo/i],
  [CODE_FIRST, /code|pin|otp|pass|digo|dice/i],
  [BIRTHDAY, /born|geb|né|nac|född|født|uro|nar|dob|birth/i],
  [CLOUD_KEY, /A[KS]IA|gl[a-z]{2,3}-/],
  [SECRET, /pass|kenn|contra|senha|wacht|has[lł]o|parola|ifre|senord|adgang|salas|heslo|jelsz|lozinka|session|sid|token|key|secret|pwd?|code|card/i],
  [NUMBER, /[ #:][A-Z]{0,3}-?\d{5}/i],
  [IDENTIFIER, /[ :=]#?\d{4}/],
  [SPELLED_MAIL, /[[({<]at[\])}>]| at /i],
  [PHONE, / (?:\d{3,4}[- ]\d{4}|0\d{6})/],
  [STREET, HAS_STREET],
  [STREET_FIRST, /(?:Street|Avenue|Lane|Boulevard|Terrace|Crescent|Grove|Road) \d/],
  [PROFILE, /\.(?:com|net|io|me|app|social|ee)\//i],
  [MACHINE, /[A-Z]-/],
  [LEDGER_NAME, /\.eth/i],
  [GERMAN_PLACE, /^(?:Am|Im|An|Auf|In|Zum|Zur|Unter) /],
  [CLOUD_USER, /arn:aws/],
])

const TOLD = Array.from(NEEDED, ([pattern, needed]) => [pattern === STREET_FIRST ? streetFirstIn : compileAtOnce(pattern), needed] as const)

const ANY = /\d|A[KS]IA|gl[a-z]{2,3}-|:user\/|:assumed-role\/|\bat\b|\] [A-Z\u00c0-\u024f][^\\\]]{0,90}\\|\.[a-z]{2,7}\/|\.eth\b|[Pp]ass[cw]|pwd/

/** Removes codes, personal numbers, dates of birth, street addresses and profile pages that a text announces by its words, and what is spelled in an unusual way. */
export function removeToldSecrets(given: string): string {
  const text = removeOddSpellings(given)
  // Fast path: most texts have none of these.
  if (!ANY.test(text)) return text
  const bare = text.includes(REMOVED) ? text.replace(folderRestIn(text), '') : text
  let clean = bare
  for (const [patternFor, needed] of TOLD) if (needed.test(clean)) clean = clean.replace(patternFor(clean), hide)
  return clean
}

const hide = (found: string, place: number, whole: string) => (isNone(found, whole[place + found.length] ?? '') ? found : REMOVED)

/** Before a slash a placeholder would begin an address, and `via email 3` is not a street. */
function isNone(found: string, next: string): boolean {
  return /[/\\@]/.test(next) || /^(?:via|corso|largo|plaza) [a-z\u00df-\u00ff ,]*\d+$/.test(found.slice(0, 1).toLowerCase() + found.slice(1))
}
