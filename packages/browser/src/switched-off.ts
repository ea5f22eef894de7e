import { attempt } from './attempt'
import type { TelemetryOptions } from './options'
import type { Environment } from './environment'

/** Set by the build: the script tag never goes through an app's bundler. */
declare const IS_SCRIPT_TAG: boolean | undefined
declare const process: { readonly env: Readonly<Record<string, string | undefined>> }

/** Without a regular expression: the first one that a page uses takes half a millisecond. A host that ends with a digit is an IP address. */
const isLocal = (host: string) => (host.startsWith('127.') && (host.at(-1) as string) < ':') || `.${host}`.endsWith('.localhost') || host === '[::1]'

/** Whether recording is off by default or by choice. Logs the reason, unless the app's own code decided. */
export function isSwitchedOff({ enabled }: TelemetryOptions, { hasPage_: hasPage }: Environment): boolean {
  if (enabled !== undefined) return !enabled
  const isScript = typeof IS_SCRIPT_TAG !== 'undefined' && IS_SCRIPT_TAG
  const reason = (isScript ? undefined : readSetting()) ?? (hasPage && isLocal(location.hostname) && 'localhost')
  if (reason) console.info(`[parel] PAREL_W05 off: ${reason}. On with ${isScript ? 'data-enabled="true"' : 'enabled: true'}`)
  return !!reason
}

/** The setting in the app's bundle: a reason for being off, '' for being on, or nothing. */
function readSetting(): string | undefined {
  // Written out in full, because bundlers replace exactly these expressions; without a bundler and without `process`, they throw.
  const asked = attempt(() => process.env.TELEMETRY_ENABLED)
  if (asked === 'true') return ''
  if (asked === 'false') return 'TELEMETRY_ENABLED=false'
  // In a production build nothing of this is left.
  return attempt(() => (process.env.NODE_ENV !== 'production' && /^(development|test)$/.test(process.env.NODE_ENV ?? '') ? `${process.env.NODE_ENV} build` : undefined))
}
