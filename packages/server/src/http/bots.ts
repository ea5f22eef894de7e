import { isbot } from 'isbot'

// A program that calls the API on purpose (a server of the customer, a script, the guide's curl) is no crawler that runs the page's scripts.
const callers = /^(?:curl|wget|node|undici|axios|got|bun|deno|python-requests|python-httpx|go-http-client|okhttp|postmanruntime|insomnia|k6)\b/i

// The few patterns that the User-Agents of nearly all browsers follow. None is a bot to isbot, whose one long pattern would otherwise
// be the dearest step of a request; a test compares. Nothing has to be remembered for it, as a cache of User-Agents would.
const system = String.raw`Windows NT 10\.0; Win64; x64|Macintosh; Intel Mac OS X \d{1,2}[._]\d{1,2}(?:[._]\d{1,2})?|X11; (?:Ubuntu; )?Linux (?:x86_64|aarch64)|Linux; Android \d{1,2}; K|Android \d{1,2}; Mobile|iPhone; CPU iPhone OS \d{1,2}_\d{1,2}(?:_\d{1,2})? like Mac OS X|iPad; CPU OS \d{1,2}_\d{1,2}(?:_\d{1,2})? like Mac OS X`
const webKit = String.raw`AppleWebKit/[\d.]{3,12} \(KHTML, like Gecko\) (?:Chrome|Version)/[\d.]{3,16}(?: Mobile(?:/\w{1,8})?)? Safari/[\d.]{3,12}(?: (?:Edg|EdgA|OPR)/[\d.]{3,16})?`
const gecko = String.raw`Gecko/[\d.]{3,10} Firefox/\d{1,3}\.\d`
const usualBrowser = new RegExp(String.raw`^Mozilla/5\.0 \((?:${system})(?:; rv:\d{1,3}\.\d)?\) (?:${webKit}|${gecko})$`)

/** Says whether a User-Agent is a crawler's or an automated browser's. It is looked at here and kept nowhere. */
export function isBot(userAgent: string | null): boolean {
  if (userAgent === null || userAgent === '') return false
  if (usualBrowser.test(userAgent)) return false
  const text = userAgent.slice(0, 512)
  return !callers.test(text) && isbot(text)
}
