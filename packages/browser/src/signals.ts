import type { TelemetryOptions } from './options'
import type { TelemetryState } from './telemetry-interface'

type Signals = Partial<Navigator> & { readonly globalPrivacyControl?: boolean; readonly doNotTrack?: string | null }

/** Reads whether the browser itself objects to recording. */
export function readSignal({ respectSignals, allowBots }: TelemetryOptions): TelemetryState | false {
  const { webdriver, doNotTrack, globalPrivacyControl }: Signals = globalThis.navigator ?? {}
  if (respectSignals !== false && (globalPrivacyControl || doNotTrack === '1')) return 'signal'
  return !!webdriver && !allowBots && 'bot'
}
