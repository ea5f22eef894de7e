import { attempt } from './attempt'
import type { TelemetryOptions } from './options'
import type { Environment } from './environment'

/** Set by the build: the script tag never goes through the bundler of an app. */
declare const IS_SCRIPT_TAG: boolean | undefined
declare const process: { readonly env: Readonly<Record<string, string | undefined>> }

const LOCAL_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1])$|\.localhost$/

/** Whether nothing is recorded unless somebody asks for it. Says why, where it was not the app itself that has decided. */
export function isSwitchedOff({ enabled }: TelemetryOptions, { hasPage_: hasPage }: Environment): boolean {
  if (enabled !== undefined) return !enabled
  const isScript = typeof IS_SCRIPT_TAG !== 'undefined' && IS_SCRIPT_TAG
  const reason = (isScript ? undefined : readSetting()) ?? (hasPage && LOCAL_HOST.test(location.hostname) && 'localhost')
  if (reason) console.info(`[parel] PAREL_W05 off: ${reason}. On with ${isScript ? 'data-enabled="true"' : 'enabled: true'}`)
  return !!reason
}

/** What the bundle of the app says: a reason for being off, '' for being on, or nothing. */
function readSetting(): string | undefined {
  // Written out in full, because bundlers replace exactly these words; where nobody does, and there is no `process`, they throw.
  const asked = attempt(() => process.env.TELEMETRY_ENABLED)
  if (asked === 'true') return ''
  if (asked === 'false') return 'TELEMETRY_ENABLED=false'
  // With the build of an app for visitors nothing is left of it.
  return attempt(() => (process.env.NODE_ENV !== 'production' && /^(development|test)$/.test(process.env.NODE_ENV ?? '') ? `${process.env.NODE_ENV} build` : undefined))
}
