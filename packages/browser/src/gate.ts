import type { Consent } from './consent'
import type { Environment } from './environment'
import type { TelemetryState } from './telemetry-interface'

/** Whether events pass, and who hears when that changes. */
export interface Gate {
  state(): TelemetryState
  /** Whether events wait for a later yes. */
  isWaiting(): boolean
  /** Looks at the storage, once. */
  begin(): void
  /** Asks everybody again. */
  update(): void
  /** The visitor or the app decided something; `refused` when it was a no. */
  decide(step: () => void, refused: boolean): void
  subscribe(listener: () => void): () => void
}

export interface GateOptions {
  readonly environment: Environment
  /** Null outside of a page: then nobody needs to be asked. */
  readonly consent: Consent | null
  isStopped(): boolean
  onOpen(): void
  onClose(wipe: boolean): void
  /** Runs a step that must not throw into the page. */
  guard(step: () => void): void
}

export function createGate({ environment, consent, isStopped, onOpen, onClose, guard }: GateOptions): Gate {
  const { page } = environment
  const listeners = new Set<() => void>()
  let state: TelemetryState = 'inert'
  let hasBegun = false
  let cancelBegin = () => {}

  const readState = (): TelemetryState => {
    if (isStopped()) return 'stopped'
    return consent ? consent.state(hasBegun) : 'recording'
  }
  const update = () =>
    guard(() => {
      const next = readState()
      if (next === state) return
      const wasOpen = state === 'recording'
      state = next
      if (next === 'recording') onOpen()
      else if (wasOpen) onClose(next !== 'stopped')
      listeners.forEach((listener) => guard(listener))
    })
  // The first look at the storage costs milliseconds in some browsers: it waits for the first event, or for a task of its own.
  const begin = () => {
    if (hasBegun) return
    hasBegun = true
    cancelBegin()
    update()
  }
  const decide = (step: () => void, refused: boolean) => {
    hasBegun = true
    cancelBegin()
    guard(step)
    if (refused && state !== 'recording') guard(() => onClose(true))
    update()
  }
  const subscribe = (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  if (page) {
    cancelBegin = environment.after(0, begin)
    page.listen(page.document, 'prerenderingchange', update)
  }
  const isWaiting = () => (state === 'waiting-for-consent' || state === 'prerendering') && !consent?.isDenied()
  return { state: () => state, isWaiting, begin, update, decide, subscribe }
}
