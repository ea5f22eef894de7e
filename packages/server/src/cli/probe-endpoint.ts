import * as v from 'valibot'
import { CommandError } from './command-error'
import type { Finding } from './doctor-checks'
import { EXIT } from './exit-codes'

const timeoutMs = 10_000
const apiPath = '/api/telemetry'
/** Longest answer that is looked at, characters: ours is shorter. */
const maxAnswer = 4096

/** The recording address of an app: what was typed may be its beginning, or the address itself. */
export function endpointOf(typed: string, basePath: string): URL {
  const url = /^https?:\/\/[^\s/]/i.test(typed) && URL.canParse(typed) ? new URL(typed) : null
  if (url === null || url.username !== '' || url.password !== '') throw new CommandError(`--url is no address of an app. Give one without a password, for example http://127.0.0.1:3000.`, EXIT.usage)
  const path = url.pathname.replace(/\/{1,9}$/, '') || basePath
  // A slash behind the address itself is kept: Next.js and Astro can be told to ask for one.
  if (!path.endsWith(apiPath)) url.pathname = path + apiPath
  url.search = url.hash = ''
  return url
}

/**
 * Sends what a page of the app would send, with no event in it, and tells from the answer whether events get through. What answers for the server (a framework,
 * a proxy, a login) leaves no other trace: no file, no line in a log of ours.
 */
export async function checkEndpoint(endpoint: URL): Promise<Finding> {
  const address = `POST ${endpoint.href}`
  try {
    const headers = { 'content-type': 'text/plain', origin: endpoint.origin, 'sec-fetch-site': 'same-origin' }
    const response = await fetch(endpoint, { method: 'POST', headers, body: '[]', redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) })
    const answer = (await response.text()).slice(0, maxAnswer)
    return judge(address, { status: response.status, answer: parseAnswer(answer), ...readLocation(response, endpoint) })
  } catch (error) {
    const { cause } = error instanceof Error ? error : {}
    const why = cause instanceof Error && 'code' in cause ? String(cause.code) : error instanceof Error ? error.name : 'unknown'
    return failed(`${address} has no answer (${why})`, 'Start the app, and give the address under which pages reach it.')
  }
}

interface Answered {
  readonly status: number
  /** Null if the response is not telemetry's. */
  readonly answer: v.InferOutput<typeof ours> | null
  readonly location: string | null
  /** Whether that is the same path, on another host or with another slash at its end. */
  readonly isSamePath: boolean
}

function readLocation({ headers }: Response, endpoint: URL): Pick<Answered, 'location' | 'isSamePath'> {
  const location = headers.get('location')
  const path = location !== null && URL.canParse(location, endpoint) ? new URL(location, endpoint).pathname : ''
  return { location, isSamePath: path.replace(/\/$/, '') === endpoint.pathname.replace(/\/$/, '') }
}

// Other APIs say "success", too: what else is in it tells whose answer it is.
const ours = v.pipe(v.string(), v.parseJson(), v.variant('success', [
  v.object({ success: v.literal(true), accepted: v.number(), duplicates: v.number(), pauseMs: v.optional(v.number()) }),
  v.object({ success: v.literal(false), error: v.object({ code: v.string(), message: v.string() }) }),
]))

function judge(address: string, { answer, ...rest }: Answered): Finding {
  if (answer === null) return judgeOther(`${address} is answered ${rest.status}, and not by telemetry`, rest)
  if (!answer.success) return failed(`${address} is answered ${rest.status} ${answer.error.code}`, answer.error.message)
  if (answer.pauseMs !== undefined) return failed(`${address} is answered: recording is switched off there`, 'Set TELEMETRY_ENABLED=true where the app runs.')
  return { name: 'endpoint', state: 'ok', says: `${address} is answered: events get through` }
}

function judgeOther(says: string, { status, location, isSamePath }: Omit<Answered, 'answer'>): Finding {
  if (status === 403) return failed(says, REFUSED)
  // Without the query: login pages put tokens there, and users paste this text into bug reports.
  if (location !== null) return failed(`${says}: it leads to ${location.replace(/[?#][^]*/, '').slice(0, 200)}`, isSamePath ? 'Give the client the address that it leads to as its endpoint.' : REDIRECTED)
  if (status === 404 || status === 405 || status < 300) return failed(says, 'Mount the handler at that address, in front of what answers there now; or give the right one: --url, TELEMETRY_BASE_PATH.')
  return failed(says, 'Something in front of the handler answers: a proxy, a login, a firewall. Let the address through.')
}

// A client follows no redirect, and behind that of a login or a language there is no telemetry.
const REDIRECTED = 'Let the address, and that of the dashboard, through whatever redirects it: a login, or a middleware that adds a language (in Next.js the matcher of proxy.ts). If telemetry is where it leads to, make that the endpoint of the client.'

// What SvelteKit and Astro do: a form could have sent this, from an origin that they do not take for their own.
const REFUSED =
  'The framework refuses it before telemetry sees it, because it does not know its own origin. SvelteKit: PROTOCOL_HEADER=x-forwarded-proto and HOST_HEADER behind a proxy, or csrf.trustedOrigins. Astro: security.allowedDomains. See https://github.com/parel-app/telemetry/blob/main/docs/guides/server.md#403-from-sveltekit-or-astro (a firewall answers so too).'

function failed(says: string, cure: string): Finding {
  return { name: 'endpoint', state: 'fail', says, cure }
}

function parseAnswer(text: string): Answered['answer'] {
  const parsed = v.safeParse(ours, text)
  return parsed.success ? parsed.output : null // Else a page, or a text of the framework.
}
