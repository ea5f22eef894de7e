import { TelemetryPreferences } from '@parel/telemetry-react'

export function Settings() {
  return (
    <main>
      <h1>Settings</h1>
      <TelemetryPreferences />
    </main>
  )
}
