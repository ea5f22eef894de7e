import { attempt } from './attempt'
import type { Environment } from './environment'
import type { TelemetryOptions } from './options'

/** Set by the build: the script tag never goes through the bundler of an app. */
declare const IS_SCRIPT_TAG: boolean | undefined
declare const process: { readonly env: Readonly<Record<string, string | undefined>> }

const LOCAL_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1])$|\.localhost$/

/** Why nothing is recorded unless somebody asks for it; '' when they know, null when nothing speaks against it. */
export function readOffReason({ enabled }: TelemetryOptions, { hasPage_: hasPage }: Environment): string | null {
  if (enabled !== undefined) return enabled ? null : ''
  if (typeof IS_SCRIPT_TAG === 'undefined' || !IS_SCRIPT_TAG) {
    // Written out in full, because bundlers replace exactly these words; where nobody does, and there is no `process`, they throw.
    const asked = attempt(() => process.env.TELEMETRY_ENABLED)
    const mode = attempt(() => process.env.NODE_ENV)
    if (asked === 'true') return null
    if (asked === 'false') return 'TELEMETRY_ENABLED=false'
    if (mode === 'development' || mode === 'test') return `${mode} build`
  }
  return hasPage && LOCAL_HOST.test(location.hostname) ? 'localhost' : null
}
