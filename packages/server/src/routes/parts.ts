import type { AdminGate } from '../http/admin-gate'
import type { Credentials } from '../http/credentials'
import type { DeveloperHints } from '../http/developer-hints'
import type { IncomingRequest } from '../http/exchange'
import type { EventParser } from '../http/parse-events'
import type { RateLimiter } from '../http/rate-limit'
import type { Secrets } from '../http/secrets'
import type { SessionCap } from '../http/session-cap'
import type { LiveFeed } from '../http/live-feed'
import type { ResolvedOptions } from '../options'
import type { StaticFiles } from '../http/static-files'
import type { TelemetryStore } from '../store/store'

/** Everything that routes work with. */
export interface AppParts {
  readonly options: ResolvedOptions
  /** Version of this package. */
  readonly version: string
  /** Opened on first use. */
  readonly store: () => Promise<TelemetryStore>
  readonly gate: AdminGate
  readonly credentials: Credentials
  readonly secrets: Secrets
  readonly limiter: RateLimiter | null
  readonly sourceOf: (request: IncomingRequest) => string | null
  readonly hints: DeveloperHints
  readonly parseEvents: EventParser
  readonly sessionCap: SessionCap
  readonly live: LiveFeed
  readonly files: StaticFiles
}
