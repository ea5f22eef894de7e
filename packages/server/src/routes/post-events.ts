import type { Counts, DropReason, IncomingBatch, InsertResult } from '../store/store'
import { isBot } from '../http/bots'
import type { IncomingRequest, Reply } from '../http/exchange'
import { isLocalRequest } from '../http/local-request'
import { corsHeaders, refuseForeignOrigin } from '../http/origin'
import { readJson } from '../http/read-json'
import { jsonReply } from '../http/replies'
import type { TakeBack } from '../http/session-cap'
import { countBody, countRequest } from './count-request'
import type { AppParts } from './parts'
import type { Exchange } from './route'

/** Records events; answers after they are durable. */
export async function postEvents({ request, parts }: Exchange): Promise<Reply> {
  const { options, hints } = parts
  refuseForeignOrigin(request, { allowed: options.allowedOrigins, hints })
  const headers = corsHeaders(request, options.allowedOrigins)
  if (!options.enabled) return jsonReply(200, { success: true, accepted: 0, duplicates: 0, dropped: {}, pauseMs: options.restMs }, headers)
  await countRequest(request, parts)
  const result = await record(request, parts)
  parts.live.notify()
  return jsonReply(200, accounting(result, options.now()), headers)
}

// No async function: what it parsed would stay in memory until the disk has answered.
function record(request: IncomingRequest, parts: AppParts): Promise<Receipt> {
  return readJson(request, parts.options.limits, (bytes) => countBody(request, parts, bytes)).then((body) => {
    const { batch, takeBack } = screen(parts.parseEvents(body, request.query), request, parts)
    const result = settle(parts.store().then((store) => store.insert(batch)), takeBack)
    return batch.ignored === undefined ? result : withIgnored(result, batch.ignored)
  })
}

/** Events that were not stored do not count for the session: they are sent again, or were stored before. */
function settle(result: Promise<InsertResult>, takeBack: TakeBack): Promise<InsertResult> {
  return result.then(
    (stored) => {
      if (stored.duplicates > 0) takeBack(stored.duplicates)
      return stored
    },
    (error: unknown) => {
      takeBack()
      throw error
    },
  )
}

/** What became of a batch, for the one who sent it. */
interface Receipt extends InsertResult {
  readonly ignored?: Counts
}

async function withIgnored(result: Promise<InsertResult>, ignored: Counts): Promise<Receipt> {
  return { ...(await result), ignored }
}

interface Screened {
  readonly batch: IncomingBatch
  readonly takeBack: TakeBack
}

function screen(batch: IncomingBatch, request: IncomingRequest, parts: AppParts): Screened {
  const reason = refusalOfAll(request, parts)
  if (reason !== null) return { batch: dropAll(batch, reason), takeBack: () => {} }
  const { kept, dropped, takeBack } = parts.sessionCap(batch.events, batch.receivedAt)
  return { batch: dropped === 0 ? batch : { ...batch, events: kept, dropped: new Map([...batch.dropped, ['session_cap', dropped]]) }, takeBack }
}

function refusalOfAll(request: IncomingRequest, { options }: AppParts): DropReason | null {
  if (options.honorSignals && (request.header('sec-gpc') === '1' || request.header('dnt') === '1')) return 'opt_out'
  if (options.bots === 'drop' && isBot(request.header('user-agent')) && !isLocalRequest(request)) return 'bot'
  return null
}

function dropAll(batch: IncomingBatch, reason: DropReason): IncomingBatch {
  const dropped = new Map(batch.dropped)
  if (batch.events.length > 0) dropped.set(reason, batch.events.length)
  // Not even the stream is kept: nothing of such a visit may leave a trace but one count.
  return { events: [], dropped, removed: new Map(), stream: null, receivedAt: batch.receivedAt }
}

function accounting({ stored, duplicates, dropped, ignored }: Receipt, serverTime: number): unknown {
  return {
    success: true,
    accepted: stored,
    duplicates,
    dropped: Object.fromEntries(dropped),
    ...(ignored !== undefined && { ignored: Object.fromEntries(ignored) }),
    serverTime,
  }
}
