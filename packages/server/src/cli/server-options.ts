import type { SettingValues } from '../config/settings'
import type { TelemetryServerOptions } from '../options'

/** What the settings mean to the server itself. */
export function serverOptions({ enabled, adminToken, basePath, trustedProxies, retentionDays, allowedOrigins, minSessions, routes, allow, deny, review, bots }: SettingValues): TelemetryServerOptions {
  return {
    enabled,
    basePath,
    trustedProxies,
    retentionDays,
    minSessions,
    routes,
    allow,
    deny,
    review,
    bots,
    ...(adminToken !== '' && { adminToken }),
    ...(allowedOrigins.length > 0 && { allowedOrigins }),
  }
}
