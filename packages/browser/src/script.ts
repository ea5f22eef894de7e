import { readCheckedSettings, listSettings } from './check-settings'
import { withTelemetry, apiCalls } from './capture/api-calls'
import type { Telemetry } from './telemetry-interface'
import { plausible } from './capture/plausible'
import { createTelemetry } from './telemetry'
import { errors } from './capture/errors'
import { readScriptSettings } from './script-settings'
import { pageViews } from './capture/page-views'
import { clicks } from './capture/clicks'

/** Set by the build: the readable script also looks for mistakes in its own tag. */
declare const IS_DEBUG_SCRIPT: boolean

/** `parel('trackAction', 'save')` works before and after the script has loaded. */
interface Parel {
  (command: string, ...parameters: unknown[]): void
  /** Calls made before the script had loaded. */
  q?: (readonly [string, ...unknown[]])[]
  instances?: Record<string, Telemetry>
}

;(globalThis as { ParelTelemetry?: object }).ParelTelemetry = { clicks, withTelemetry, errors, createTelemetry, pageViews, apiCalls, plausible }
// Only known now, while the script runs for the first time. A worker has no tag, and a module does not know its own, which may ask for consent: there
// the script only provides `ParelTelemetry`. Only a script has `noModule`: an image or a form named `currentScript` hides the tag, and its attributes are not the owner's.
if (typeof document !== 'undefined' && (document.currentScript as HTMLScriptElement | null)?.noModule === false) start(document.currentScript as HTMLScriptElement, window as unknown as { parel?: Parel })
else if (IS_DEBUG_SCRIPT && typeof document !== 'undefined') console.warn('[parel] PAREL_W09 nothing started: the tag is unknown. Leave type="module" out, or call createTelemetry.')

function start(script: HTMLScriptElement, host: { parel?: Parel }): void {
  const parameters = new URL(script.src || 'none:').searchParams
  const warn = (message: string) => console.warn(`[parel] ${message}`)
  const read = (name: string) => script.getAttribute(`data-${name}`) ?? parameters.get(name)
  const { instance, options, auto } = IS_DEBUG_SCRIPT
    ? readCheckedSettings(read, location.hostname, warn, listSettings(script, parameters))
    : readScriptSettings(read, location.hostname, warn)
  if (!auto) return
  const { instances: known, q: early } = host.parel ?? {}
  const instances = known ?? {}
  if (instances[instance]) return warn('PAREL_W02 included twice. Remove one.')

  const telemetry = (instances[instance] = createTelemetry(options))
  if (known) return
  const parel: Parel = (command, ...rest) => {
    // The tags of a page load in any order if they are `async`.
    const method: unknown = (instances.default ?? telemetry)[command as keyof Telemetry]
    if (typeof method === 'function') method(...rest)
    else warn(`PAREL_W03 no parel("${command}"). Use a client method.`)
  }
  parel.instances = instances
  host.parel = parel
  early?.forEach((call) => parel(...call))
}
