import { StoreBusyError, StoreFullError, StoreUnavailableError } from '../store'
import type { PackedError } from './protocol'

/** Makes an error that can travel between threads. */
export function packError(error: Error): PackedError {
  const kind = error instanceof StoreBusyError ? 'busy' : error instanceof StoreFullError ? 'full' : 'unavailable'
  return { kind, message: error.message, publicReason: error instanceof StoreUnavailableError ? error.publicReason : null }
}

/** Makes the error again on the other side. */
export function unpackError({ kind, message, publicReason }: PackedError): Error {
  if (kind === 'busy') return new StoreBusyError(message)
  return kind === 'full' ? new StoreFullError(message) : new StoreUnavailableError(message, { publicReason })
}
