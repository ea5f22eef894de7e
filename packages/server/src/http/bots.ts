import { isbot } from 'isbot'

// A program that calls the API on purpose (a server of the customer, a script, the guide's curl) is no crawler that runs the page's scripts.
const callers = /^(?:curl|wget|node|undici|axios|got|bun|deno|python-requests|python-httpx|go-http-client|okhttp|postmanruntime|insomnia|k6)\b/i

/** Says whether a User-Agent is a crawler's or an automated browser's. It is looked at here and kept nowhere. */
export function isBot(userAgent: string | null): boolean {
  if (userAgent === null || userAgent === '') return false
  const text = userAgent.slice(0, 512)
  return !callers.test(text) && isbot(text)
}
