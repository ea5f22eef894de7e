import type { TelemetryOptions } from './options'
import type { Page } from './page'
import { readItem, writeItem } from './stored-item'
import type { TelemetryState } from './telemetry-interface'

/** Key of the remembered "no" in `localStorage`; nothing is written before somebody opts out. */
export const OPT_OUT_KEY = 'parel.optout'

/** Decides, before any storage or network is touched, whether to record. */
export interface Consent {
  /** Without `looks` the storage is not read yet: an earlier opt-out shows only later. */
  state(looks: boolean): TelemetryState
  /** The visitor said no: waiting makes no sense any more. */
  isDenied(): boolean
  setOptOut(optedOut: boolean): void
  setConsent(consent: boolean): void
}

type Signals = Navigator & { readonly globalPrivacyControl?: boolean; readonly doNotTrack?: string | null }

/** The order is the promise: what switches off for good comes before what only waits. */
export function createConsent(options: TelemetryOptions, page: Page): Consent {
  const { navigator } = page.window
  const find = () => page.window.localStorage
  let optedOut: boolean | undefined
  let consent = options.requireConsent ? undefined : true
  return {
    state(looks) {
      const { globalPrivacyControl, doNotTrack } = navigator as Signals
      if (looks && consent) optedOut ??= readItem(find, OPT_OUT_KEY) === '1'
      if (optedOut) return 'opted-out'
      if (options.respectSignals !== false && (globalPrivacyControl || doNotTrack === '1')) return 'signal'
      if (navigator.webdriver && !options.allowBots) return 'bot'
      if (!consent) return 'waiting-for-consent'
      return page.isPrerendering() ? 'prerendering' : 'recording'
    },
    isDenied: () => consent === false,
    setOptOut(value) {
      optedOut = value
      writeItem(find, OPT_OUT_KEY, value ? '1' : null)
    },
    setConsent(given) {
      consent = given
    },
  }
}
