'use client'

import type { ReactNode } from 'react'
import { clicks, errors, TelemetryProvider } from '@parel/telemetry-react'
import { TelemetryPageViews } from '@parel/telemetry-react/next'

// `enabled` is there because nothing is recorded on localhost unless asked.
const options = { endpoint: '/api/telemetry', enabled: true, capture: [clicks(), errors()] }

/** One client for the app, and a view for each page by its pattern. */
export function Tracking({ children }: { readonly children: ReactNode }) {
  return (
    <TelemetryProvider options={options}>
      <TelemetryPageViews />
      {children}
    </TelemetryProvider>
  )
}
