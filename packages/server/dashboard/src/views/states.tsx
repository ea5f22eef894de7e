import type { ApiProblem } from '../api/api'
import { Icon } from '../parts/icon'

/** The shape of what is coming, quiet, without spinning. */
export function Loading() {
  return (
    <div class="loading" aria-live="polite">
      <span class="hidden">Loading…</span>
      <div class="skeleton skeleton-tall" />
      <div class="skeleton" />
      <div class="skeleton" />
    </div>
  )
}

/** Why there is nothing to see, and what to do. */
export function Problem({ problem, onRetry }: { readonly problem: ApiProblem; readonly onRetry: () => void }) {
  return (
    <div class="state" role="alert">
      <span class="state-icon state-icon-bad"><Icon name="warning" /></span>
      <h2>{problem.status === 0 ? 'The server cannot be reached' : problem.code === 'store_busy' ? 'The store is busy' : 'The numbers could not be loaded'}</h2>
      <p>{explainProblem(problem)}</p>
      <button type="button" class="button button-primary" onClick={onRetry}><Icon name="refresh" /> Try again</button>
      <p class="quiet small">{problem.status > 0 ? `${problem.status} ${problem.code}` : 'no answer'}</p>
    </div>
  )
}

function explainProblem({ status, message, retryAfterSeconds }: ApiProblem): string {
  if (status === 0) return 'Check your connection, and that the app is running. Events wait in the browsers meanwhile.'
  return retryAfterSeconds ? `${message} It asks to wait ${retryAfterSeconds} seconds.` : message
}
