import { ConfigError } from '../config-error'
import { type Alerts, type AlertsOptions, createAlerts } from '../forwarders/alerts'
import { checkAddress, createConfiguredSendRequest } from './create-forwarders'
import type { SettingValues } from '../config/settings'

/** Creates the alerts that the settings ask for; null when there is no address for them. */
export function createConfiguredAlerts(values: SettingValues, tools: Pick<AlertsOptions, 'store' | 'now' | 'logger'>): Alerts | null {
  const { alertUrl: url, alertP95Ms: p95Ms, alertErrorRate: errorRate, alertSilenceMinutes: silenceMinutes, webhookSecret: secret } = values
  if (url === '') {
    if (p95Ms > 0 || errorRate > 0) throw new ConfigError('An alert threshold is set, but there is no TELEMETRY_ALERT_URL. Give the address that receives alerts.')
    return null
  }
  checkAddress('alertUrl', values)
  return createAlerts({ url, secret, thresholds: { p95Ms, errorRate, silenceMinutes }, sendRequest: createConfiguredSendRequest(values), ...tools })
}
