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
  /** What may be told to anyone: no path, nothing that a client sent. */
  readonly publicReason: string | null
  constructor(message: string, { retryAfterMs = 5000, publicReason = null }: { readonly retryAfterMs?: number; readonly publicReason?: string | null } = {}) {
    super(message)
    this.retryAfterMs = retryAfterMs
    this.publicReason = publicReason
  }
}
