import { createConfiguredAlerts } from '../background/create-configured-alerts'
import { createForwarders } from '../background/create-forwarders'
import type { SettingValues } from '../config/settings'
import { silentLogger } from '../logger'
import { resolveOptions } from '../resolve-options'
import { memoryStore } from '../store/memory'
import { serverOptions } from './server-options'

/** Throws the `ConfigError` of settings with which `serve` would not start. Opens no file and sends nothing. */
export function trySettings(values: SettingValues): void {
  resolveOptions(serverOptions(values), {})
  createForwarders(values, Date.now)
  createConfiguredAlerts(values, { store: async () => memoryStore(), now: Date.now, logger: silentLogger })
}
