const longestOrigin = 300
const extension = /^(?:chrome|moz|safari-web)-extension:/

/**
 * An origin as it may stand in a log: scheme, host and port, nothing that a request may put beside them.
 *
 * An address of a machine is left out, because it may be a visitor's, and so is the id of an extension: Firefox and Safari make one for each person.
 */
export function showOrigin(origin: string | null): string {
  if (origin === null) return 'none'
  if (origin === 'null') return origin
  if (origin.length > longestOrigin || !URL.canParse(origin)) return 'unreadable'
  const { protocol, host, hostname, port } = new URL(origin)
  if (host === '') return 'unreadable'
  if (extension.test(protocol)) return `${protocol}//[id]`
  const isAddress = hostname.startsWith('[') || /^[\d.]+$/.test(hostname)
  return isAddress ? `${protocol}//[ip]${port === '' ? '' : `:${port}`}` : `${protocol}//${host}`
}
