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
  ...off('classify-segment', 'NUMBERED_WORD', 'VERSION', 'STEP', 'YEARLY', 'YEAR', 'DATED_VERSION', 'DOTTED', 'METHODS'),
  ...without('classify-segment', ['o?auth[02]', '[2m]fa', 's3', 'k8s', 'i18n', 'a11y', 'b2[bc]', 'p2p', 'ec2', String.raw`sha\d{1,3}`, String.raw`base\d\d`, 'ipv?[46]', 'mp[34]', String.raw`h26\d`, 'web3', 'html5', 'http2', 'u2f', 'saml2', 'office365', '3rd', String.raw`\d\d?[hdwm]`]),
  change('classify-segment', 'letters need not be readable', 'index - start > 6 && ', 'false && '),
  change('classify-segment', 'odd characters are words', 'form = ODD\n', 'form = 0\n'),
  change('classify-segment', 'long segments are words', 'length > MAX_SEGMENT_LENGTH ? ODD : 0', '0'),
  change('classify-segment', 'months of a year are numbers', 'if (YEAR.test(previous))', 'if (false)'),
  change('classify-segment', 'any place is after api', "previous === 'api' || (!previous && !isLast)", 'true'),
  change('classify-segment', 'a status is fine anywhere', "!previous && /^[45]", '/^[45]'),
  change('classify-segment', 'four digits in a word are fine', 'length - letters.length > 3 || ', ''),
  change('classify-segment', 'many changes in a word are fine', 'changes > 2 || ', ''),
  change('classify-segment', 'long capitals with digits are fine', '(length > 15 && !/[a-z]/.test(word)) || ', ''),
  change('classify-segment', 'words with digits need not be readable', ' || !isReadable(letters, 0, letters.length)', ''),
  change('letter-pairs', 'capitals do not begin words', 'before > 96 && code < 91 ? -3 : ', ''),
  change('letter-pairs', 'every pair is usual', 'const UNUSUAL = -3', 'const UNUSUAL = 1'),
  change('letter-pairs', 'no pair is usual', '& 1 || UNUSUAL', '& 0 || UNUSUAL'),
  ...off('anonymize-url', 'HOST'),
  change('anonymize-url', 'blanks in front count', String.raw`.replace(/^[\0- ]{1,2048}|[\t\n\r]/g, '')`, ''),
  change('anonymize-url', 'backslashes are letters', String.raw`.replace(/\\/g, '/')`, ''),
  change('anonymize-url', 'opaque addresses are paths', String.raw`clean === OPAQUE || /^[a-z][a-z\d+.-]{0,63}:/i.test(path) ? null : `, ''),
  change('anonymize-url', 'hash routes are fragments', 'hash && readSegments(hash)', 'undefined'),
  change('anonymize-url', 'queries stay', 'path.split(/[?#]/, 1)', 'path.split(/#/, 1)'),
  change('anonymize-url', 'fragments stay', 'path.split(/[?#]/, 1)', 'path.split(/[?]/, 1)'),
  change('anonymize-url', 'the cut may leave half an identifier', '`${path}%`', 'path'),
  change('anonymize-url', 'two dots are a word', "if (segment === '..') segments.pop()\n    else if", 'if'),
  change('anonymize-url', 'one dot is a word', " && segment !== '.'", ''),
  change('anonymize-url', 'any depth is fine', ' && segments.length < MAX_ROUTE_SEGMENTS', ''),
  change('anonymize-url', 'nothing is decoded', 'return decodeURIComponent(', 'return ('),
  change('anonymize-url', 'strict is not strict', '!(matcher && strict) && ', ''),
  change('anonymize-url', 'declared words are judged too', 'matcher?.hasWord(segment) || ', ''),
  change('anonymize-url', 'a hash route is only read below its path', '(inner && matcher.match(inner)) || ', ''),
  ...off('route-patterns', 'WORD', 'REST'),
  change('route-patterns', 'groups are visible', String.raw` && !/^\([\w-]+\)$/.test(part)`, ''),
  change('route-patterns', 'optional parameters are needed', String.raw`if (/^:\w+\?$/.test(part)) addRoute(node, others, words)`, ''),
  change('route-patterns', 'an optional rest is needed', 'node.end = true\n    return\n  }\n  if (/^:', 'return\n  }\n  if (/^:'),
  change('route-patterns', 'parameters come before words', 'if (exact !== null) return', 'if (exact !== null && !node.parameter) return'),
  change('route-patterns', 'beginnings do not count', 'segment.startsWith(starts) && ', ''),
  ...off('anonymize-text', 'PRIVATE_KEY', 'SECRET', 'NUMBER', 'DATE', 'TOKEN', 'NEEDS_A_LOOK'),
  change('anonymize-text', 'addresses are tokens', String.raw`if (/^\/|:\/\//.test(token))`, 'if (false)'),
  change('anonymize-text', 'mail addresses are words', '/@|＠|%40/.test(token)', 'false'),
  change('anonymize-text', 'packages are mail addresses', String.raw` && !/@\d|^@[\w-]{1,64}\//.test(token)`, ''),
  change('anonymize-text', 'Windows paths are words', String.raw`^[a-z]:\\|`, ''),
  change('anonymize-text', 'long IPv6 and MAC addresses are words', String.raw`^[\da-f]{0,4}(?::[\da-f]{0,4}){3}|`, ''),
  change('anonymize-text', 'short IPv6 addresses are words', String.raw`^[\da-f]{1,4}::|`, ''),
  change('anonymize-text', 'IPv4 addresses are words', String.raw`^\d{1,3}(?:\.\d{1,3}){3}(?<!\.0\.0)(?![.\d])`, '(?!)'),
  change('anonymize-text', 'versions are IPv4 addresses', String.raw`(?<!\.0\.0)`, ''),
  change('anonymize-text', 'counted words are words', String.raw`/[a-z][_-](?!0|20[012]\d{5}\b)\d{5}/i.test(token)`, 'false'),
  change('anonymize-text', 'random tokens are words', '.some(isRandomWord)', '.some(() => false)'),
  change('anonymize-text', 'colors are tokens', String.raw` && !/^#[\da-f]{3,8}$/i.test(token)`, ''),
  change('anonymize-text', 'a plus sign means nothing', '/[+,]/.test(text) || ', ''),
  change('anonymize-text', 'nine digits are few', '.length > 8', '.length > 99'),
  change('anonymize-text', 'the cut may leave half a token', "start.slice(0, start.lastIndexOf(' ') + 1) + REMOVED", 'start'),
  change('anonymize-text', 'odd characters stay', String.raw`/[^\x20-\x7e]/.test(whole)`, 'false'),
  change('anonymize-text', 'one look is enough', 'const MAX_ROUNDS = 4', 'const MAX_ROUNDS = 1'),
  ...off('metadata-key', 'SENSITIVE', 'PERSONAL', 'PERSON'),
  ...without('metadata-key', ['authorization', 'cookies?', '[cx]srf', 'phones?', 'iban', 'cv[cv]', 'pin', 'ip', 'lat', 'street', 'dob', 'credential', 'email']),
  change('metadata-key', 'no key is a key', "words === ' key ' || ", ''),
  change('metadata-key', 'tokens are secrets', "if (words.endsWith(' tokens ')) return NUMBERS", ''),
  change('metadata-key', 'the last word means nothing', 'words.endsWith(found[0]) ? 0 : ', ''),
  change('metadata-key', 'every part is a last word', 'words.endsWith(found[0]) ? 0 : NUMBERS + WORDS + OBJECTS', '0'),
  change('metadata-key', 'the object around means nothing', 'PERSONAL.test(path)', 'PERSONAL.test(words)'),
  change('metadata-key', 'ids are like any key', 'if (!/ (?:ids?|uuid', 'if (true || !/ (?:ids?|uuid'),
  change('sanitize-metadata', 'denied keys stay', 'isListed(key, options.deny) ? 0 : ', ''),
  change('sanitize-metadata', 'allowed keys go', 'isListed(key, options.allow) ? -1 : ', ''),
  change('sanitize-metadata', 'JSON in a text is text', 'cleanJson(text, depth) ?? ', ''),
  change('sanitize-metadata', 'long texts stay long', 'clean.length > MAX_STRING_LENGTH ? anonymizeText', 'false ? anonymizeText'),
  change('sanitize-metadata', 'characters are not counted', 'chars -= short.length', ''),
  change('sanitize-metadata', 'values are not counted', 'values-- < 1', 'false'),
  change('sanitize-metadata', 'cards as numbers stay', 'isCard(value) ? drop', 'false ? drop'),
  change('sanitize-metadata', 'any depth is fine', 'depth > MAX_METADATA_DEPTH || ', ''),
  change('sanitize-metadata', 'pairs are lists', '(isPair && index ? REMOVED : ', '(false ? REMOVED : '),
  change('sanitize-metadata', 'named values are values', "const isNamed = typeof name === 'string' &&", 'const isNamed = false &&'),
  change('sanitize-metadata', 'any key is safe', "anonymizeText(key) === key", 'true'),
  change('sanitize-metadata', 'prototypes are keys', '!/^(?:__proto__|constructor|prototype)$/.test(key) && ', ''),
  change('sanitize-metadata', 'long keys stay', 'key.length <= MAX_KEY_LENGTH && ', ''),
  change('sanitize-metadata', 'toJSON is not asked', "if (typeof value.toJSON === 'function')", 'if (false)'),
  change('sanitize-metadata', 'a key may hold any text', 'return !!(allowed & (typeof', 'return !!(15 & (typeof'),
  change('prepare-event', 'pages go as they came', 'const route = anonymizeUrl(page, context)', 'const route = page'),
  change('prepare-event', 'names go as they came', 'anonymizeText(name, context)', 'name'),
  change('prepare-event', 'metadata go as they came', 'const clean = sanitizeMetadata(metadata, context)', 'const clean = metadata as Metadata'),
  change('prepare-event', 'any session id is fine', String.raw`&& /^(?!\d{1,64}$)[\w-]{1,64}$/.test(id)`, ''),
  change('prepare-event', 'unknown events are known', "if (declared && !Object.hasOwn(declared, action ?? ''))", 'if (false)'),
  change('prepare-event', 'unknown keys are known', 'fields ? keepDeclared', 'false ? keepDeclared'),
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
