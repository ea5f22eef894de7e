import { readScriptSettings } from './script-settings'
import { createTelemetry } from './telemetry'
import type { Telemetry } from './telemetry-interface'

export { apiCalls, withTelemetry } from './capture/api-calls'
export { clicks } from './capture/clicks'
export { errors } from './capture/errors'
export { pageViews } from './capture/page-views'
export { createTelemetry }

/** `parel('trackAction', 'save')`: works before and after the script has loaded. */
interface Parel {
  (command: string, ...parameters: unknown[]): void
  /** Calls made before the script was there. */
  q?: ArrayLike<unknown>[]
  instances?: Record<string, Telemetry>
}

// In a worker the script only brings `ParelTelemetry`. `currentScript` is only known now, while the script runs for the first time.
if (typeof document !== 'undefined') start(document.currentScript, window as unknown as { parel?: Parel })

function start(script: HTMLOrSVGScriptElement | null, host: { parel?: Parel }): void {
  const source = script instanceof HTMLScriptElement ? script : null
  const parameters = new URL(source?.src || location.href).searchParams
  const warn = (message: string) => console.warn(`[parel] ${message}`)
  const read = (name: string) => source?.getAttribute(`data-${name}`) ?? (source?.src ? parameters.get(name) : null)
  const { instance, auto, options } = readScriptSettings(read, location.hostname, warn)
  if (!auto) return
  const instances = host.parel?.instances ?? {}
  if (instances[instance]) return warn('PAREL_W02 the script was included twice; the first one goes on. Give the second a data-instance of its own.')

  const telemetry = createTelemetry(options)
  instances[instance] = telemetry
  if (host.parel?.instances) return
  const parel: Parel = (command, ...rest) => {
    const method: unknown = telemetry[command as keyof Telemetry]
    if (typeof method === 'function') method(...rest)
    else warn(`PAREL_W03 parel("${command}") does not exist. Use a method of the client, such as trackAction.`)
  }
  const early = host.parel?.q ?? []
  parel.instances = instances
  host.parel = parel
  for (const [command, ...rest] of early.map((call) => Array.from(call))) parel(String(command), ...rest)
}
