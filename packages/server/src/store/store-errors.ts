/** The engine is locked or its queue is full; try again after `retryAfterMs`. */
export class StoreBusyError extends Error {
  override name = 'StoreBusyError'
  readonly retryAfterMs: number
  constructor(message: string, retryAfterMs = 1000) {
    super(message)
    this.retryAfterMs = retryAfterMs
  }
}

/** The disk or the quota is full. Reading and clean-up still work. */
export class StoreFullError extends Error {
  override name = 'StoreFullError'
}

/** The engine cannot be used: missing, corrupt, read-only, closed, ended. Try again after `retryAfterMs`. */
export class StoreUnavailableError extends Error {
  override name = 'StoreUnavailableError'
  readonly retryAfterMs: number
  /** A reason that may be shown to anyone: no path, nothing that a client sent. */
  readonly publicReason: string | null
  constructor(message: string, { retryAfterMs = 5000, publicReason = null }: { readonly retryAfterMs?: number; readonly publicReason?: string | null } = {}) {
    super(message)
    this.retryAfterMs = retryAfterMs
    this.publicReason = publicReason
  }
}

/** What may be logged about a failure. */
export interface DescribedFailure {
  /** Its kind. */
  readonly error: string
  /** Only for store errors: their messages name files and settings of the operator, nothing from a client. */
  readonly reason?: string
}

/** Describes a failure for the log. Other errors are named by kind only, because their messages may quote what a client sent. */
export function describeFailure(error: unknown): DescribedFailure {
  const kind = error instanceof Error ? kindOf(error) : 'unknown'
  if (error instanceof StoreUnavailableError) return { error: kind, reason: error.publicReason ?? error.message }
  return error instanceof StoreFullError ? { error: kind, reason: error.message } : { error: kind }
}

/** Some code writes a sentence into the name of an error, and that may quote somebody too. */
function kindOf({ name }: { readonly name: unknown }): string {
  return typeof name === 'string' && /^[A-Za-z_$][\w$.]{0,59}$/.test(name) ? name : 'Error'
}
