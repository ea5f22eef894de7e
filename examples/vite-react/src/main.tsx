import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router'
import { TelemetryProvider } from '@parel/telemetry-react'
import { router } from './router'
import { telemetry } from './telemetry'
import './main.css'

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <TelemetryProvider client={telemetry}>
      <RouterProvider router={router} />
    </TelemetryProvider>
  </StrictMode>,
)
