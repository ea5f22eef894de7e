import type { TelemetryOptions } from './options'
import type { Page } from './page'
import type { TelemetryState } from './telemetry-interface'

/** Key of the remembered "no" in `localStorage`; nothing is written before somebody opts out. */
export const OPT_OUT_KEY = 'parel.optout'

/** Decides, before any storage or network is touched, whether to record. */
export interface Consent {
  /** Without `looks` the storage is not read yet: an earlier opt-out shows only later. */
  state(looks: boolean): TelemetryState
  /** The visitor said no: waiting makes no sense any more. */
  isDenied(): boolean
  optOut(): void
  optIn(): void
  setConsent(consent: boolean): void
}

type Signals = Navigator & { readonly globalPrivacyControl?: boolean; readonly doNotTrack?: string | null }

/** The order is the promise: what switches off for good comes before what only waits. */
export function createConsent(options: TelemetryOptions, page: Page): Consent {
  const { navigator } = page.window
  let optedOut: boolean | undefined
  let consent = options.requireConsent ? undefined : true
  return {
    state(looks) {
      const { globalPrivacyControl, doNotTrack } = navigator as Signals
      if (looks && consent) optedOut ??= readOptOut(page)
      if (optedOut) return 'opted-out'
      if (options.respectSignals !== false && (globalPrivacyControl || doNotTrack === '1')) return 'signal'
      if (navigator.webdriver && !options.allowBots) return 'bot'
      if (!consent) return 'waiting-for-consent'
      return page.isPrerendering() ? 'prerendering' : 'recording'
    },
    isDenied: () => consent === false,
    optOut() {
      optedOut = true
      writeOptOut(page, true)
    },
    optIn() {
      optedOut = false
      writeOptOut(page, false)
    },
    setConsent(given) {
      consent = given
    },
  }
}

function readOptOut({ window }: Page): boolean {
  try {
    return window.localStorage.getItem(OPT_OUT_KEY) === '1'
  } catch {
    return false // A page without storage cannot remember; the choice then holds for this page.
  }
}

function writeOptOut({ window }: Page, value: boolean): void {
  try {
    if (value) window.localStorage.setItem(OPT_OUT_KEY, '1')
    else window.localStorage.removeItem(OPT_OUT_KEY)
  } catch {
    // As above: the choice holds for this page.
  }
}
