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
  ...off('classify-segment', 'NUMBERED_WORD', 'STEP', 'EXPLAINED', 'DOTTED'),
  ...without('classify-segment', ['o?auth[02]', '[2m]fa', 's3', 'k8s', 'i18n', 'a11y', 'b2[bc]', 'p2p', 'ec2', String.raw`sha\d{1,3}`, String.raw`base\d\d`, 'ipv?[46]', 'mp[34]', String.raw`h26\d`, 'web3', 'http2', 'u2f', 'saml2', 'office365', '3rd', String.raw`\d\d?(?:min|[hdwm])`]),
  change('classify-segment', 'letters need not be readable', 'index - start > 6 && ', 'false && '),
  change('classify-segment', 'odd characters are words', 'code !== 95) form = ODD', 'code !== 95) form = 0'),
  change('classify-segment', 'long segments are words', 'length > MAX_SEGMENT_LENGTH ? ODD : 0', '0'),
  change('classify-segment', 'months of a year are numbers', String.raw`(?:19|20)\d\d\/(?:0[1-9]|1[0-2])|`, ''),
  change('classify-segment', 'years in front are numbers', String.raw`(?:\^|[^/]{0,60}(?:archive`, String.raw`(?:[^/]{0,60}(?:archive`),
  change('classify-segment', 'digits after api are numbers', String.raw`(?:api|\^)\/(?:\d|`, String.raw`(?:api|\^)\/(?:`),
  change('classify-segment', 'a status is a number', String.raw`\/[45]\d\d(?:\.html)?|`, ''),
  change('classify-segment', 'methods after api are names', String.raw`(?:api|t?rpc)\/[a-z._-]{1,60}|`, ''),
  change('classify-segment', 'versions with dots are numbers', String.raw`v\d{1,3}(?:\.\d{1,3}){1,3}|`, ''),
  change('classify-segment', 'four digits in a word are fine', 'length - letters.length > 3 || ', ''),
  change('classify-segment', 'many changes in a word are fine', 'changes > 2 || ', ''),
  change('classify-segment', 'long capitals with digits are fine', '(length > 15 && !/[a-z]/.test(word)) || ', ''),
  change('classify-segment', 'words with digits need not be readable', ' || !isReadable(letters, 0, letters.length)', ''),
  change('letter-pairs', 'capitals do not begin words', 'if (index - wordStart < 4) score -= 3', ''),
  change('letter-pairs', 'words in camel case are random', 'index - wordStart < 4', 'true'),
  change('letter-pairs', 'every pair is usual', '& 1 || -3', '& 1 || 1'),
  change('letter-pairs', 'no pair is usual', '& 1 || -3', '& 0 || -3'),
  ...off('anonymize-url', 'HAS_NO_ROUTE'),
  change('anonymize-url', 'a host is a path', String.raw`|\/{2,2048}|`, '|'),
  change('anonymize-url', 'blanks in front count', String.raw`.replace(/^[\0- ]{1,2048}|[\t\n\r]/g, '')`, ''),
  change('anonymize-url', 'backslashes are letters', String.raw`.replace(/\\/g, '/')`, ''),
  change('anonymize-url', 'hash routes are fragments', 'hash ? readSegments(hash, false) : []', '[]'),
  change('anonymize-url', 'queries stay', '([^?#]{0,2049})', '([^#]{0,2049})'),
  change('anonymize-url', 'fragments stay', '([^?#]{0,2049})', '([^?]{0,2049})'),
  change('anonymize-url', 'the cut may leave half an identifier', '`${path}%`', 'path'),
  change('anonymize-url', 'two dots are a word', "if (segment === '..') segments.pop()\n    else if", 'if'),
  change('anonymize-url', 'one dot is a word', " && segment !== '.'", ''),
  change('anonymize-url', 'any depth is fine', '.slice(0, MAX_ROUTE_SEGMENTS)', ''),
  change('anonymize-url', 'nothing is decoded', 'return decodeURIComponent(', 'return ('),
  change('anonymize-url', 'strict is not strict', '!(matcher && strict) && ', ''),
  change('anonymize-url', 'declared words are judged too', 'matcher?.hasWord(segment) || ', ''),
  change('anonymize-url', 'a hash route is only read below its path', '(inner[0] && matcher.match(inner)) || ', ''),
  ...off('route-patterns', 'GROUP', 'REST', 'PARAMETER'),
  change('route-patterns', 'optional parameters are needed', "else if (part.endsWith('?')) add(node, others)", ''),
  change('route-patterns', 'an optional rest is needed', 'node.isEnd ||= !NEEDED_REST.test(part)', ''),
  change('route-patterns', 'parameters come before words', 'let below = word ?', 'let below = word && !places.size ?'),
  change('route-patterns', 'beginnings do not count', 'segment.startsWith(starts) && ', ''),
  change('route-patterns', 'ends do not count', ' && segment.endsWith(ends)', ''),
  change('route-patterns', 'any place may come first', 'if (last && nodes.delete(PLACE)) nodes.set(PLACE, last)', ''),
  ...off('anonymize-text', 'SECRET', 'NUMBER', 'TOKEN', 'TELLING'),
  change('anonymize-text', 'addresses are tokens', String.raw`if (/^\/|:\/\//.test(token))`, 'if (false)'),
  change('anonymize-text', 'private keys are text', '-----BEGIN[^]{0,1024}|', ''),
  change('anonymize-text', 'names in front of a mail address stay', String.raw`(?:[^\s<>@]{1,40} ){1,3}(?=<[^\s<>]{1,64}@)|`, ''),
  change('anonymize-text', 'home folders are folders', String.raw`(?<=\/(?:home|Users)\/)[^\s/]{1,64}(?=\/)|`, ''),
  change('anonymize-text', 'numbers of customers are counts', String.raw`(?<=(?:order|invoice|ticket|booking|customer|user|account|`, '(?<=(?:'),
  change('anonymize-text', 'mail addresses are words', String.raw`[@＠](?!\d)|%40`, '(?!)'),
  change('anonymize-text', 'packages are mail addresses', String.raw`(?!@@|@[\w-]{1,64}\/)`, ''),
  change('anonymize-text', 'Windows paths are words', String.raw`^[a-z]:\\|`, ''),
  change('anonymize-text', 'long IPv6 and MAC addresses are words', String.raw`^[\da-f]{0,4}(?::[\da-f]{0,4}){3}|`, ''),
  change('anonymize-text', 'short IPv6 addresses are words', String.raw`^[\da-f]{1,4}::|`, ''),
  change('anonymize-text', 'IPv4 addresses are words', String.raw`\d{1,3}(?:\.\d{1,3}){3}(?<!\.0\.0)(?![.\d])`, '(?!)'),
  change('anonymize-text', 'versions are IPv4 addresses', String.raw`(?<!\.0\.0)`, ''),
  change('anonymize-text', 'the own machine is a visitor', String.raw`(?!127\.0)`, ''),
  change('anonymize-text', 'counted words are words', String.raw`|[a-z][_/-](?:20\d\d-)?(?!0|20[012]\d{5}\b)\d{5}`, ''),
  change('anonymize-text', 'random tokens are words', '.some(isRandomWord)', '.some(() => false)'),
  change('anonymize-text', 'colors are tokens', String.raw`#[\da-f]{3,8}|`, ''),
  change('anonymize-text', 'a plus sign means nothing', String.raw`\+\(?\d(?:[\s().\-/]{0,3}\d){6,24}|`, ''),
  change('anonymize-text', 'nine digits are few', '){8,24})', '){20,24})'),
  change('anonymize-text', 'dates are numbers', String.raw`(?:19|20)\d\d[-/.]\d\d|`, ''),
  change('anonymize-text', 'the cut may leave half a token', "start.slice(0, start.lastIndexOf(' ') + 1) + REMOVED", 'start'),
  change('anonymize-text', 'odd characters stay', String.raw`\p{Cs}|[^\P{Cc}\s]|[^\P{Nd}\d]`, '(?!)'),
  change('anonymize-text', 'one look is enough', 'const MAX_ROUNDS = 4', 'const MAX_ROUNDS = 1'),
  ...off('metadata-key', 'SENSITIVE', 'PERSONAL', 'PERSON'),
  ...without('metadata-key', ['authorization', 'cookies?', '[cx]srf', 'phones?', 'iban', 'cv[cv]', 'pin', 'ip', 'lat', 'dob', 'credential', 'email']),
  change('metadata-key', 'no key is a key', "words === ' key ' || ", ''),
  change('metadata-key', 'tokens are secrets', "if (words.endsWith(' tokens ')) return NUMBERS", ''),
  change('metadata-key', 'the last word means nothing', 'words.endsWith(found[0]) ? 0 : ', ''),
  change('metadata-key', 'every part is a last word', 'words.endsWith(found[0]) ? 0 : NUMBERS + WORDS + OBJECTS', '0'),
  change('metadata-key', 'the object around means nothing', 'PERSONAL.test(path)', 'PERSONAL.test(words)'),
  change('metadata-key', 'ids are like any key', 'if (!/ (?:ids?|uuid', 'if (true || !/ (?:ids?|uuid'),
  change('sanitize-metadata', 'denied keys stay', 'isListed(key, options.deny) ? 0 : ', ''),
  change('sanitize-metadata', 'allowed keys go', 'isListed(key, options.allow) ? -1 : ', ''),
  change('sanitize-metadata', 'JSON in a text is text', 'const held = ', 'const held = false && '),
  change('sanitize-metadata', 'long texts stay long', 'if (clean.length > MAX_STRING_LENGTH)', 'if (false)'),
  change('sanitize-metadata', 'characters are not counted', 'chars -= clean.length', ''),
  change('sanitize-metadata', 'values are not counted', 'values-- < 1', 'false'),
  change('sanitize-metadata', 'cards as numbers stay', 'isCard(`${value}`) ? drop', 'false ? drop'),
  change('sanitize-metadata', 'any depth is fine', 'depth > MAX_METADATA_DEPTH || ', ''),
  change('sanitize-metadata', 'pairs are lists', '(isPair && index ? REMOVED : ', '(false ? REMOVED : '),
  change('sanitize-metadata', 'named values are values', "typeof name !== 'string' ? key :", 'true ? key :'),
  change('sanitize-metadata', 'any key is safe', "anonymizeText(key) === key", 'true'),
  change('sanitize-metadata', 'prototypes are keys', '!/^(?:__proto__|constructor|prototype)$/.test(key) && ', ''),
  change('sanitize-metadata', 'long keys stay', 'key.length <= MAX_KEY_LENGTH && ', ''),
  change('sanitize-metadata', 'toJSON is not asked', "call(value, 'toJSON', call(value, 'valueOf', value))", "call(value, 'valueOf', value)"),
  change('sanitize-metadata', 'a key may hold any text', 'return !!(allowed & (typeof', 'return !!(15 & (typeof'),
  change('prepare-event', 'pages go as they came', 'const route = anonymizeUrl(page, context)', 'const route = page'),
  change('prepare-event', 'names go as they came', 'anonymizeText(draft.action as string, context)', '(draft.action as string)'),
  change('prepare-event', 'metadata go as they came', 'const clean = sanitizeMetadata(draft.metadata, context)', 'const clean = draft.metadata as never'),
  change('prepare-event', 'any session id is fine', String.raw`&& /^(?!\d{1,64}$)[\w-]{1,64}$/.test(id)`, ''),
  change('prepare-event', 'unknown events are known', "if (declared && !Object.hasOwn(declared, action ?? ''))", 'if (false)'),
  change('prepare-event', 'unknown keys are known', 'declared ? keepDeclared', 'false ? keepDeclared'),
  change('parse-payload', 'old events are new', "if (time < options.receivedAt - MAX_EVENT_AGE_MS) return 'too_old'", ''),
  change('parse-payload', 'the future is now', "if (time > options.receivedAt + MAX_CLOCK_SKEW_MS) return 'future'", ''),
  change('parse-payload', 'clocks are never shifted', 'Math.abs(skew) > MAX_CLOCK_SKEW_MS ? own + skew : own', 'own'),
  change('parse-payload', 'large events are small', "if (isOversize(draft, options.maxEventBytes ?? MAX_EVENT_BYTES)) return 'oversize'", ''),
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
