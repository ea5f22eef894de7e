/**
 * The URL of the collector, up to and including `?` or `&`, with which every request to it starts. It omits the user name and password that the page may have
 * been opened with, because browsers refuse requests to such a URL.
 */
export function readEndpoint(endpoint: string, hasPage: boolean): string {
  const url = new URL(endpoint, hasPage ? document.baseURI : globalThis.location?.href)
  // Not with a regular expression: the first one that a page uses takes half a millisecond.
  url.password = url.username = ''
  return url.href + (url.href.includes('?') ? '&' : '?')
}
