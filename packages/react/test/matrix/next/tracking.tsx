'use client'

import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import { TelemetryPageViews } from '@parel/telemetry-react/next'
import { TelemetryTestProvider } from '@parel/telemetry-react/testing'
import { telemetry } from './scenarios'
import { intercepted, useScenarios } from './steer'

export function Tracking({ children }: { readonly children: ReactNode }) {
  useScenarios(useRouter(), '/en', intercepted)
  return (
    <TelemetryTestProvider client={telemetry}>
      <TelemetryPageViews />
      {children}
    </TelemetryTestProvider>
  )
}
