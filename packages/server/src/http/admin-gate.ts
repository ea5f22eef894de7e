import type { DeveloperHints } from './developer-hints'
import type { IncomingRequest } from './exchange'
import { type Credential, type Credentials, longestSecret, type Role } from './credentials'
import { HttpError } from './http-error'
import { isLocalRequest, isLoopback } from './local-request'
import { refuseCrossSite } from './origin'
import type { RateLimiter } from './rate-limit'
import type { Secrets } from './secrets'
import { readCookie, readSession, sessionCookieName } from './session-cookie'

/** How one signs in: with a token, by the host's own authorization, or not at all because the request comes from this machine. */
export type LoginKind = 'token' | 'host' | 'open'

/** Who makes the request. */
export interface Visitor {
  readonly role: Role | null
  /** True when the browser proved itself by something it sends on its own (a cookie, the host's session, being local). */
  readonly ambient: boolean
  /** The credential that was used; null if the host authorized the request, or nothing did. */
  readonly credential: Credential | null
}

/** Decides which requests may read and which may change data. */
export interface AdminGate {
  identify(request: IncomingRequest): Promise<Visitor>
  /** Refuses with 401 a request without one of the roles, and with 403 a change that another site triggered. */
  require(request: IncomingRequest, roles: readonly Role[]): Promise<Visitor>
  /** Checks a secret that someone types or that a share link carries; wrong ones are limited. */
  exchange(request: IncomingRequest, secret: string): Promise<Credential>
  loginKind(request: IncomingRequest): LoginKind
}

/** What {@link createAdminGate} works with. */
export interface AdminGateOptions {
  readonly credentials: Credentials
  readonly secrets: Secrets
  readonly now: () => number
  readonly authorize: ((request: Request) => boolean | Promise<boolean>) | undefined
  readonly hasToken: boolean
  readonly production: boolean
  /** Wrong tries of one source, and of all together; those of others never shut out a source that made none. */
  readonly tries: { readonly source: RateLimiter; readonly all: RateLimiter }
  readonly sourceOf: (request: IncomingRequest) => string | null
  readonly hints: Pick<DeveloperHints, 'passedOn'>
}

/** Creates the gate in front of reports and settings. */
export function createAdminGate(options: AdminGateOptions): AdminGate {
  const { authorize, hasToken } = options
  const verify = createVerification(options)
  const isHosts = async (request: IncomingRequest) => authorize !== undefined && (await askHost(authorize, request))
  const isOpenHere = !hasToken && !authorize && !options.production
  const isOpen = (request: IncomingRequest) => isOpenHere && isLocalRequest(request)

  // The login of the host may be a bearer, too: it is no wrong try of a token of ours. No page of another site can send one.
  const identifyBearer = async (request: IncomingRequest, bearer: string): Promise<Visitor> => {
    const answer = await isHosts(request).catch((failure: HttpError) => failure)
    if (answer === true) return { role: 'admin', ambient: false, credential: null }
    try {
      return opened(await verify(request, bearer), { ambient: false })
    } catch (refusal) {
      // A token of ours works while the host's authorization fails; what is none may be the host's, and is told of the failure.
      throw answer === false ? refusal : answer
    }
  }

  const identify = async (request: IncomingRequest): Promise<Visitor> => {
    const bearer = readBearer(request)
    if (bearer !== null) return identifyBearer(request, bearer)
    const session = await readVisitorSession(request, options)
    if (session?.role === 'admin') return opened(session, { ambient: true })
    // Checked before a share link: otherwise somebody who opens their own link would see only its view for twelve hours, with no way to sign out.
    // A share link keeps working while the host's authorization fails.
    const isWelcome = isOpen(request) || (await (session === null ? isHosts(request) : isHosts(request).catch(() => false)))
    if (isWelcome) return { role: 'admin', ambient: true, credential: null }
    return session === null ? { role: null, ambient: true, credential: null } : opened(session, { ambient: true })
  }

  return {
    identify,
    async require(request, roles) {
      const visitor = await identify(request)
      if (visitor.role === null) {
        // Not in the answer: whoever is refused need not know that there is no token.
        if (isOpenHere && isLoopback(request.remoteAddress)) options.hints.passedOn()
        throw unauthorized('A token or a session is needed.')
      }
      if (!roles.includes(visitor.role)) throw new HttpError(403, 'admin_only', 'A share link can read reports only.')
      const changes = request.method !== 'GET' && request.method !== 'HEAD'
      if (changes && visitor.ambient) refuseCrossSite(request)
      return visitor
    },
    async exchange(request, secret) {
      // Browsers say where a POST comes from. A script that does not say so uses the token itself, not a browser's cookie.
      if (request.header('origin') !== null || request.header('sec-fetch-site') !== null) refuseCrossSite(request)
      return verify(request, secret)
    },
    loginKind: (request) => (isOpen(request) ? 'open' : authorize !== undefined && !hasToken ? 'host' : 'token'),
  }
}

async function askHost(authorize: NonNullable<AdminGateOptions['authorize']>, request: IncomingRequest): Promise<boolean> {
  try {
    return (await authorize(request.toRequest())) === true
  } catch (cause) {
    // What it says may name a person; the log gets its kind.
    throw Object.assign(new HttpError(500, 'internal', 'The authorize function of this server failed. It should return false for requests that it does not accept.'), { cause })
  }
}

const opened = (credential: Credential, { ambient }: Pick<Visitor, 'ambient'>): Visitor => ({ role: credential.role, ambient, credential })

function createVerification({ credentials, sourceOf, tries }: AdminGateOptions): (request: IncomingRequest, secret: string) => Promise<Credential> {
  const inTurn = createTurns()
  const refuseTried = async (source: string) => {
    await tries.source.check(source)
    // Else anybody could keep everybody out with a few wrong words a minute. Whoever guesses from many places gets one answer from each.
    if (await tries.source.hasTaken(source)) await tries.all.check('all')
  }
  const judge = async (credential: Credential | null, source: string): Promise<Credential> => {
    if (credential === null) {
      await tries.source.take(source)
      await tries.all.take('all')
      throw unauthorized('The token is wrong, expired or revoked.')
    }
    await refuseTried(source)
    return credential
  }
  return async (request, secret) => {
    const source = sourceOf(request) ?? 'unknown'
    await refuseTried(source)
    const credential = await credentials.verify(secret)
    // Of many that were sent at once, the wrong ones in front count before this one is answered, right or not.
    return inTurn(() => judge(credential, source))
  }
}

/** Lets one piece of work begin when the one before has ended, however it ended. */
function createTurns(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const result = last.then(work)
    last = result.catch(() => undefined)
    return result
  }
}

async function readVisitorSession(request: IncomingRequest, options: AdminGateOptions): Promise<Credential | null> {
  const value = readCookie(request.header('cookie'), sessionCookieName)
  return value === null ? null : readSession(value, { ...options, now: options.now() })
}

const bearerPattern = new RegExp(String.raw`^bearer {1,4}(\S{1,${longestSecret}})$`, 'i')

function readBearer(request: IncomingRequest): string | null {
  const [, token] = bearerPattern.exec(request.header('authorization') ?? '') ?? []
  return token ?? null
}

function unauthorized(message: string): HttpError {
  return new HttpError(401, 'unauthorized', message, { 'www-authenticate': 'Bearer' })
}
