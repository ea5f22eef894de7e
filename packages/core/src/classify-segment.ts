import { MAX_SEGMENT_LENGTH } from './limits'

// Unexplained digits fail closed: a segment with a digit is an identifier unless every part of it is listed or has the form of a version.
const NUMBERED_WORD =
  /^(?:v\d{1,4}(?:p\d)?(?:alpha|beta|rc)?\d{0,2}|o?auth[02]|[23]d|[2m]fa|[rs]3|k8s|i18n|l10n|a11y|b2[bc]|p2p|e2e|n8n|ec2|md5|sha(?:1|224|256|384|512)|base(?:32|64)|utf8|ipv[46]|ip[46]|x509|mp[34]|h26[45]|web3|html5|css3|es6|http[23]|w[29]|u2f|fido2|saml2|openid2|route53|office365|o365|[45]0[0-9]|419)$/

const VERSION = /^v?\d{1,2}\.\d{1,2}(?:\.(?:\d|x))?$/
const YEAR = /^(?:19|20)\d\d$/
const YEARLY = /^(?:archive|annual|blog|budget|calendar|change|conf|event|holiday|news|press|release|report|review|season|stat|tax|year)/i

/**
 * Is this segment of a path a word of the app? Everything that cannot be explained as words is taken for an identifier.
 *
 * @param segment - One decoded segment, without slashes.
 * @param previous - The segment before it, as it was emitted; decides about years.
 * @example
 * ```ts
 * isWordSegment('getting-started')
 * // => true
 * isWordSegment('abc-123-def-456')
 * // => false
 * ```
 */
export function isWordSegment(segment: string, previous = ''): boolean {
  if (segment.length > MAX_SEGMENT_LENGTH) return false
  if (!/^[A-Za-z\d._\-\u00df-\u00f6\u00f8-\u017f]+$/.test(segment)) return false
  if (/\d/.test(segment)) {
    if (VERSION.test(segment)) return true
    if (YEAR.test(segment)) return YEARLY.test(previous)
  }
  return segment.split(/[._-]/).every(isWordToken)
}

function isWordToken(token: string): boolean {
  if (/\d/.test(token)) return NUMBERED_WORD.test(token.toLowerCase())
  const humps = token.match(/[a-z][A-Z]/g)?.length ?? 0
  return token.length < 24 && token.length / (humps + 1) >= 3 || token.length < 6
}

/** Is this run of letters and digits, without separators, too irregular to be a word or a small number? */
export function isRandomToken(token: string): boolean {
  const length = token.length
  if (length < 6) return false
  const changes = token.match(/[A-Za-z](?=\d)|\d(?=[A-Za-z])/g)?.length ?? 0
  const digits = token.match(/\d/g)?.length ?? 0
  if (!changes) return digits ? length > 8 : length > 9 && !isWordToken(token)
  return (changes > 1 || digits > 3) && !NUMBERED_WORD.test(token.toLowerCase())
}
