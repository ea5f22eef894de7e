import type { TelemetryState } from '@parel/telemetry-browser'

/** The state of an in-memory client. Choices of a visitor or an app change it as they change a real client. */
export interface MemoryState {
  read(): TelemetryState
  /** Whether current events are kept until the client records. */
  isWaiting(): boolean
  set(state: TelemetryState): void
  optOut(): void
  optIn(): void
  setConsent(consent: boolean): void
  shutdown(): void
  subscribe(listener: () => void): () => void
}

/** No choice changes these states. */
const FIXED = /^(?:stopped|disabled|bot|inert)$/

/** Callbacks for the owner of a state, called before the subscribers. */
interface MemoryStateHandlers {
  /** Called after each decision. */
  readonly onStep: () => void
  readonly onOptOut: () => void
}

/** Creates a state that starts as `initial`. */
export function createMemoryState(initial: TelemetryState, { onStep, onOptOut }: MemoryStateHandlers): MemoryState {
  /** The state of a visitor who has not opted out. */
  let gate = initial
  let isOut = false
  let isRefused = false
  const listeners = new Set<() => void>()
  const read = () => (isOut && !FIXED.test(gate) ? 'opted-out' : gate)
  const decide = (step: () => void) => {
    if (FIXED.test(gate)) return
    change(step)
  }
  const change = (step: () => void) => {
    const before = read()
    step()
    onStep()
    if (read() !== before) listeners.forEach((listener) => listener())
  }
  const set = (state: TelemetryState) => {
    isOut = state === 'opted-out'
    gate = isOut ? 'recording' : state
    isRefused = false
  }
  set(initial)
  return {
    read,
    isWaiting: () => !isRefused && /^(?:wait|prer)/.test(read()),
    set: (state) => change(() => set(state)),
    optOut: () =>
      decide(() => {
        isOut = true
        onOptOut()
      }),
    optIn: () => decide(() => void (isOut = false)),
    setConsent: (consent) =>
      decide(() => {
        isRefused = !consent
        if (/^(?:rec|wait)/.test(gate)) gate = consent ? 'recording' : 'waiting-for-consent'
      }),
    shutdown: () => decide(() => void (gate = 'stopped')),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
