/** One rule switched off: a piece of a source file and what stands there instead. */
export interface Mutant {
  readonly file: string
  readonly rule: string
  readonly from: string | RegExp
  readonly to: string
}

const NEVER = '/(?!)/'
const off = (file: string, ...names: readonly string[]): Mutant[] =>
  names.map((name) => ({ file, rule: `${name} never matches`, from: new RegExp(String.raw`(const ${name} =\s+)\/.+\/([a-z]*)$`, 'm'), to: `$1${NEVER}$2` }))
const change = (file: string, rule: string, from: string, to: string): Mutant => ({ file, rule, from, to })
/** The words of a list, each left out once. */
const without = (file: string, words: readonly string[]): Mutant[] =>
  words.map((word) => change(file, `${word} is not listed`, `|${word}|`, '|'))

export const MUTANTS: readonly Mutant[] = [
  ...off('classify-path', 'NUMBERED_WORD', 'EXPLAINED', 'DOTTED'),
  ...without('classify-path', ['[dhrs][1-5]', String.raw`[a-z](2|\d\d)[a-z]`, 'k8s', String.raw`[hx]\d{2,3}`, String.raw`sha\d{1,3}`, 'utf8mb4', 'office365', 'amd64', String.raw`step.\d`, String.raw`\d\d?(min|[hdwm])`, String.raw`20[0-3]\d`]),
  change('letter-pairs', 'letters need not be readable', 'index - start >= least && ', 'false && '),
  change('letter-pairs', 'odd characters are words', 'else if (code >= 0 && code !== 45 && code !== 95) form += ODD', ''),
  change('classify-path', 'long segments are words', ' || segment.length > MAX_SEGMENT_LENGTH', ''),
  change('classify-path', 'months of a year are numbers', String.raw`(19|20)\d\d\/(0?[1-9]|1[0-2])|`, ''),
  change('classify-path', 'years in front are numbers', String.raw`[^/]{3,}[^s\]]|)\/(199`, String.raw`[^/]{3,}[^s\]])\/(199`),
  change('classify-path', 'years below lists are numbers', String.raw`[^/]{3,}[^s\]]|)\/(199`, String.raw`[^/]{3,}|)\/(199`),
  change('classify-path', 'digits after api are numbers', String.raw`(api|)\/(\d|`, String.raw`(api|)\/(`),
  change('classify-path', 'a status is a number', String.raw`\/[45]\d\d(\.html)?|`, ''),
  change('classify-path', 'methods after api are names', String.raw`(api|t?rpc)\/[a-z._-]+|`, ''),
  change('classify-path', 'versions with dots are numbers', String.raw`v\d{1,3}(\.\d{1,3}){1,3}|`, ''),
  change('classify-path', 'four digits in a word are fine', String.raw`(\d\D*){4}|`, ''),
  change('classify-path', 'many changes in a word are fine', String.raw`|(\d+\D+){2}|(\D+\d+){2}`, ''),
  change('classify-path', 'long words with digits are fine', '.{20}|', ''),
  change('classify-path', 'short words with digits are random', '.{1,5}|', ''),
  change('classify-path', 'words with a small number are listed', '&& formOf(word, 1, 0) < ODD', '&& false'),
  change('classify-path', 'a numbered word need not be readable', '&& formOf(word, 1, 0) < ODD', ''),
  change('classify-path', 'a number in front is an identifier', String.raw`(isFirst && /^[a-z]*\d\d?$/.test(word)) ||`, ''),
  change('classify-path', 'a number alone is an identifier', 'return !previous && form < 6', 'return false'),
  change('classify-path', 'any number alone is a word', 'return !previous && form < 6', 'return !previous'),
  change('classify-path', 'customers may be numbered', '|order|invoice|ticket|booking|customer|user|account)', ')'),
  change('classify-path', 'words with digits need not be readable', String.raw` || formOf(word.replace(/\d/g, ''), 1) > 0`, ''),
  change('letter-pairs', 'capitals do not begin words', 'if (index - wordStart < 4) score -= 3', ''),
  change('letter-pairs', 'words in camel case are random', 'index - wordStart < 4', 'true'),
  change('letter-pairs', 'every pair is usual', '& 1 ? 1 : -3', '& 1 ? 1 : 1'),
  change('letter-pairs', 'no pair is usual', '& 1 ? 1 : -3', '& 0 ? 1 : -3'),
  ...off('anonymize-url', 'HAS_NO_ROUTE'),
  change('anonymize-url', 'a host is a path', String.raw`|\/{2,}|`, '|'),
  change('anonymize-url', 'blanks in front count', String.raw`.replace(/^[\0- ]+|[\t\n\r]/g, '')`, ''),
  change('anonymize-url', 'backslashes are letters', String.raw`.replace(/\\/g, '/')`, ''),
  change('anonymize-url', 'hash routes are fragments', 'const inner = readSegments(hash)', 'const inner: string[] = []'),
  change('anonymize-url', 'queries stay', '([^?#]*)[^#]*(?:', '([^#]*)[^#]*(?:'),
  change('anonymize-url', 'fragments stay', '([^?#]*)[^#]*(?:', '([^?]*)[^#]*(?:'),
  change('anonymize-url', 'the cut may leave half an identifier', '`${path}%`', 'path'),
  change('anonymize-url', 'two dots are a word', "if (segment === '..') segments.pop()\n    else if", 'if'),
  change('anonymize-url', 'one dot is a word', " && segment !== '.'", ''),
  change('classify-path', 'any depth is fine', ' && depth < MAX_ROUTE_SEGMENTS', ''),
  change('anonymize-url', 'nothing is decoded', 'part : decodeURIComponent(', 'part : ('),
  change('classify-path', 'strict is not strict', '!(matcher && isStrict) && ', ''),
  change('classify-path', 'declared words are judged too', 'matcher?.hasWord(segment) || ', ''),
  change('anonymize-url', 'a hash route is only read below its path', '(inner && matcher.match(inner)) || ', ''),
  ...off('route-patterns', 'GROUP', 'ANY_REST', 'OPTIONAL', 'PARAMETER'),
  change('route-patterns', 'parameters come before words', ".replace(GROUP, '') || '/')).sort()", ".replace(GROUP, '') || '/')).sort().reverse()"),
  change('route-patterns', 'a slash in a segment is a slash', "'[^/]+'", "'.+'"),
  change('route-patterns', 'two places of a segment are two', String.raw`\uFFFE([^/]*\uFFFE)?`, String.raw`\uFFFE`),
  change('route-patterns', 'only one parameter is a place', String.raw`(\(.*?\))?/g`, String.raw`(\(.*?\))?/`),
  change('route-patterns', 'marks of places are declared words', 'shown.join', 'plain.join'),
  change('route-patterns', 'letters of a pattern are patterns', String.raw`.replace(/[^\w/\uFFFE\uFFFF]/g, '\\$&')`, ''),
  ...off('anonymize-text', 'SECRET', 'NUMBER', 'TOKEN', 'TELLING'),
  change('anonymize-text', 'addresses are tokens', String.raw`if (/^\/|:\/\//.test(token))`, 'if (false)'),
  change('anonymize-text', 'private keys are text', '-----BEGIN[^]*|', ''),
  change('anonymize-text', 'names in front of a mail address stay', String.raw`([^\s<>@]{1,40} ){1,3}(?=<[^\s<>]+@)|`, ''),
  change('anonymize-text', 'home folders are folders', String.raw`(?<=\/(home|Users)\/)[^\s/]+(?=\/)|`, ''),
  change('anonymize-text', 'numbers of customers are counts', String.raw`(?<=(order|invoice|ticket|booking|customer|user|account|`, '(?<=('),
  change('anonymize-text', 'mail addresses are words', String.raw`[@＠](?!\d)|%40`, '(?!)'),
  change('anonymize-text', 'packages are mail addresses', String.raw`(?!@@|@[\w-]+\/)`, ''),
  change('anonymize-text', 'Windows paths are words', String.raw`^[a-z]:\\|`, ''),
  change('anonymize-text', 'long IPv6 and MAC addresses are words', String.raw`^[\da-f]{0,4}(:[\da-f]{0,4}){3}|`, ''),
  change('anonymize-text', 'short IPv6 addresses are words', String.raw`^[\da-f]{1,4}::|`, ''),
  change('anonymize-text', 'IPv4 addresses are words', String.raw`\d{1,3}(\.\d{1,3}){3}(?<!\.0\.0)(?![.\d])`, '(?!)'),
  change('anonymize-text', 'versions are IPv4 addresses', String.raw`(?<!\.0\.0)`, ''),
  change('anonymize-text', 'the own machine is a visitor', String.raw`(?!127\.0)`, ''),
  change('anonymize-text', 'counted words are words', String.raw`|[a-z][_/-](20\d\d-)?(?!0|20[012]\d{5}\b)\d{5}`, ''),
  change('anonymize-text', 'random tokens are words', '.some(isRandomWord)', '.some(() => false)'),
  change('anonymize-text', 'colors are tokens', String.raw`#[\da-f]{3,8}|`, ''),
  change('anonymize-text', 'a plus sign means nothing', String.raw`\+\(?\d([\s().\-/]{0,3}\d){6,24}|`, ''),
  change('anonymize-text', 'nine digits are few', '){8,24})', '){20,24})'),
  change('anonymize-text', 'dates are numbers', String.raw`(19|20)\d\d[-/.]\d\d|`, ''),
  change('anonymize-text', 'the cut may leave half a token', 'cutAtWord(text, MAX_TEXT_LENGTH) + REMOVED', 'text.slice(0, MAX_TEXT_LENGTH)'),
  change('anonymize-text', 'odd characters stay', String.raw`\p{Cs}|[^\P{Cc}\s]|[^\P{Nd}\d]`, '(?!)'),
  change('anonymize-text', 'one look is enough', 'const MAX_ROUNDS = 4', 'const MAX_ROUNDS = 1'),
  ...off('metadata-key', 'SENSITIVE', 'PERSONAL', 'PERSON'),
  ...without('metadata-key', ['authorization', 'cookies?', '[cx]srf', 'phones?', 'iban', 'cv[cv]', 'pin', 'ip', 'lat', 'dob', 'credential', 'email']),
  change('metadata-key', 'a key is judged once for all objects', '`${parent}.${key}`', 'key'),
  change('metadata-key', 'no key is a key', "words === ' key ' || ", ''),
  change('metadata-key', 'tokens are secrets', "if (words.endsWith(' tokens ')) return NUMBERS", ''),
  change('metadata-key', 'the last word means nothing', 'words.endsWith(found[0]) ? 0 : ', ''),
  change('metadata-key', 'every part is a last word', 'words.endsWith(found[0]) ? 0 : NUMBERS + WORDS + OBJECTS', '0'),
  change('metadata-key', 'the object around means nothing', 'PERSONAL.test(path)', 'PERSONAL.test(words)'),
  change('metadata-key', 'ids are like any key', 'if (!/ (uid|', 'if (true || !/ (uid|'),
  change('sanitize-metadata', 'denied keys stay', 'isListed(key, options.deny) ? 0 : ', ''),
  change('sanitize-metadata', 'allowed keys go', 'isListed(key, options.allow) ? ANYTHING : ', ''),
  change('sanitize-metadata', 'JSON in a text is text', 'const held = ', 'const held = false && '),
  change('sanitize-metadata', 'long texts stay long', 'if (clean.length > MAX_STRING_LENGTH)', 'if (false)'),
  change('sanitize-metadata', 'characters are not counted', 'chars -= clean.length', ''),
  change('sanitize-metadata', 'values are not counted', 'values-- < 1', 'false'),
  change('sanitize-metadata', 'cards as numbers stay', String.raw`/^[3-6]\d{14}/`, '/(?!)/'),
  change('sanitize-metadata', 'times in microseconds are cards', '^[3-6]', '^'),
  change('sanitize-metadata', 'any depth is fine', 'depth > MAX_METADATA_DEPTH || ', ''),
  change('sanitize-metadata', 'a word with a number is no password', String.raw`!/[a-z]{4}(?<!auth)\d/i.test(text) && `, ''),
  change('sanitize-metadata', 'wrapped values are objects', 'const read = (item: unknown) => unwrap(', 'const read = (item: unknown) => ('),
  change('sanitize-metadata', 'pairs are lists', 'key.endsWith(LIST) && items.length === 2 && items[0]', 'false'),
  change('sanitize-metadata', 'named values are values', "typeof name !== 'string' ? field :", 'true ? field :'),
  change('sanitize-metadata', 'any key is safe', "anonymizeText(key) === key", 'true'),
  change('sanitize-metadata', 'prototypes are keys', '!/^(__proto__|constructor|prototype)$/.test(key) && ', ''),
  change('sanitize-metadata', 'long keys stay', 'key.length <= MAX_KEY_LENGTH && ', ''),
  change('sanitize-metadata', 'toJSON is not asked', '[(value as Wrapped)?.toJSON, ', '['),
  change('sanitize-metadata', 'valueOf is not asked', 'toJSON, (value as Wrapped)?.valueOf]', 'toJSON]'),
  change('sanitize-metadata', 'a mail address tells nothing of the name beside it', "? 'user' : key", '? key : key'),
  change('sanitize-metadata', 'a key may hold any text', 'allowed & TEXTS ||', 'true ||'),
  change('prepare-event', 'pages go as they came', 'const route = anonymizeUrl(page, context)', 'const route = page'),
  change('prepare-event', 'names go as they came', 'anonymizeText(draft.action as string, context)', '(draft.action as string)'),
  change('prepare-event', 'metadata go as they came', 'const clean = sanitizeMetadata(draft.metadata, context)', 'const clean = draft.metadata as never'),
  change('prepare-event', 'any session id is fine', String.raw`&& /^(?!\d{1,64}$)[\w-]{1,64}$/.test(id)`, ''),
  change('prepare-event', 'unknown events are known', "if (declared && !Object.hasOwn(declared, action ?? ''))", 'if (false)'),
  change('prepare-event', 'unknown keys are known', 'declared ? keepDeclared', 'false ? keepDeclared'),
  change('parse-payload', 'old events are new', "if (time < context.receivedAt - MAX_EVENT_AGE_MS) return 'too_old'", ''),
  change('parse-payload', 'the future is now', "if (time > context.receivedAt + MAX_CLOCK_SKEW_MS) return 'future'", ''),
  change('parse-payload', 'clocks are never shifted', 'Math.abs(skew) > MAX_CLOCK_SKEW_MS ? own + skew : own', 'own'),
  change('parse-payload', 'large events are small', "if (isOversize(draft, context.maxEventBytes ?? MAX_EVENT_BYTES)) return 'oversize'", ''),
  change('parse-payload', 'losses may have any name', String.raw`/^[a-z_\d]{1,32}$/.test(reason) && `, ''),
]

/** The source with the rule of one mutant switched off. Throws when the rule is not found, so that the list cannot go stale. */
export function applyMutant(id: string, source: string, index: number): string {
  const mutant = MUTANTS[index]
  if (!mutant || !id.includes(`/${mutant.file}.ts`)) return source
  const changed = source.replace(mutant.from, typeof mutant.from === 'string' ? () => mutant.to : mutant.to)
  if (changed === source) throw new Error(`The mutant "${mutant.rule}" finds nothing in ${mutant.file}.ts. Bring mutants.ts up to date.`)
  return changed
}
