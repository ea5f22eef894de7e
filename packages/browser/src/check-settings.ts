import { isAddress, isEncoded, isExcludable, PATHS, ROUTES } from './check-options'
import { readScriptSettings, type Read, type ScriptSettings } from './script-settings'

/**
 * {@link readScriptSettings} for `parel.debug.js`. It also reports what the small script ignores: names that nobody reads, an endpoint that is
 * no address, paths that match nothing, a setting that has no effect without another, and that the host of the page is in no list of domains.
 *
 * @param given - The names of all settings that are present.
 */
export function readCheckedSettings(read: Read, hostname: string, warn: (message: string) => void, given: readonly string[]): ScriptSettings {
  const known = new Set<string>()
  const readKnown: Read = (name) => {
    known.add(name)
    return read(name)
  }
  const settings = readScriptSettings(readKnown, hostname, warn)
  const { strict, routes, enabled, endpoint } = settings.options
  const exclude = read('exclude')
  // Only the list of domains can have decided this.
  if (enabled === false && readKnown('enabled') !== 'false') warn(`PAREL_W05 off: ${hostname} is not in data-domains="${read('domains')}". Add it as it stands here, or leave the attribute out to record on all hosts.`)
  for (const name of given) if (!known.has(name)) warn(`PAREL_W07 nothing reads data-${name}. Check the spelling; there are ${[...known].join(', ')}.`)
  if (!isAddress(endpoint)) warn(`PAREL_W01 no data-endpoint="${endpoint}". Use the address of the collector, such as /api/telemetry.`)
  if (exclude?.split(',').some((path) => !isExcludable(path.trim()))) warn(`PAREL_W01 no data-exclude="${exclude}". Use ${PATHS}.`)
  if (routes?.some(isEncoded)) warn(`PAREL_W01 no data-routes="${read('routes')}". Use ${ROUTES}.`)
  if (strict && !routes) warn('PAREL_W08 data-strict="true" does nothing alone. Add data-routes with the routes of the app.')
  return settings
}

/** Names of the settings of a script tag, without `data-`: its attributes, and the query parameters of its URL. */
export function listSettings(script: Element, parameters: URLSearchParams): string[] {
  const attributes = script.getAttributeNames().filter((name) => name.startsWith('data-')).map((name) => name.slice(5))
  return [...attributes, ...parameters.keys()]
}
