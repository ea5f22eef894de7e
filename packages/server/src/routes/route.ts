import type { IncomingRequest, Reply } from '../http/exchange'
import type { AppParts } from './parts'

/** One request on its way through a route. */
export interface Exchange {
  readonly request: IncomingRequest
  readonly parts: AppParts
  /** The last part of an address such as `/shares/:id`. */
  readonly parameter: string
  /** The prefix of the API's and the dashboard's path for this request. */
  readonly prefix: string
}

/** Answers a request, or throws an HttpError. */
export type Route = (exchange: Exchange) => Reply | Promise<Reply>
