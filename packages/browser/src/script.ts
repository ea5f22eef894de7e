import { apiCalls, withTelemetry } from './capture/api-calls'
import { clicks } from './capture/clicks'
import { errors } from './capture/errors'
import { pageViews } from './capture/page-views'
import { plausible } from './capture/plausible'
import { listSettings, readCheckedSettings } from './check-settings'
import { readScriptSettings } from './script-settings'
import { createTelemetry } from './telemetry'
import type { Telemetry } from './telemetry-interface'

/** Set by the build: the readable script also looks for mistakes in its own tag. */
declare const IS_DEBUG_SCRIPT: boolean

/** `parel('trackAction', 'save')`: works before and after the script has loaded. */
interface Parel {
  (command: string, ...parameters: unknown[]): void
  /** Calls made before the script was there. */
  q?: (readonly [string, ...unknown[]])[]
  instances?: Record<string, Telemetry>
}

Object.assign(globalThis, { ParelTelemetry: { withTelemetry, plausible, pageViews, errors, apiCalls, clicks, createTelemetry } })
// In a worker the script only brings `ParelTelemetry`. `currentScript` is only known now, while the script runs for the first time.
if (typeof document !== 'undefined') start(document.currentScript as HTMLScriptElement | null, window as unknown as { parel?: Parel })

function start(script: HTMLScriptElement | null, host: { parel?: Parel }): void {
  const parameters = new URL(script?.src || 'none:').searchParams
  const warn = (message: string) => console.warn(`[parel] ${message}`)
  const read = (name: string) => script?.getAttribute(`data-${name}`) ?? parameters.get(name)
  const { instance, auto, options } = IS_DEBUG_SCRIPT
    ? readCheckedSettings(read, location.hostname, warn, listSettings(script, parameters))
    : readScriptSettings(read, location.hostname, warn)
  if (!auto) return
  const instances = host.parel?.instances ?? {}
  if (instances[instance]) return warn('PAREL_W02 included twice, ignored. Give it a data-instance.')

  const telemetry = createTelemetry(options)
  instances[instance] = telemetry
  if (host.parel?.instances) return
  const parel: Parel = (command, ...rest) => {
    const method: unknown = telemetry[command as keyof Telemetry]
    if (typeof method === 'function') method(...rest)
    else warn(`PAREL_W03 no parel("${command}"). Use a client method.`)
  }
  const early = host.parel?.q ?? []
  parel.instances = instances
  host.parel = parel
  for (const call of early) parel(...call)
}
