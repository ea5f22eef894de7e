import { createBrowserRouter, Navigate } from 'react-router'
import { trackRouter } from '@parel/telemetry-react/react-router'
import { Home } from './pages/home'
import { Layout } from './pages/layout'
import { Profile } from './pages/profile'
import { Settings } from './pages/settings'
import { telemetry } from './telemetry'

export const router = createBrowserRouter([
  {
    path: '/',
    element: <Layout />,
    children: [
      { index: true, element: <Home /> },
      { path: 'profiles/:name', element: <Profile /> },
      { path: 'settings', element: <Settings /> },
      { path: 'preferences', element: <Navigate to="/settings" replace /> },
    ],
  },
])

// Page views by pattern: /profiles/ada is recorded as /profiles/[id].
trackRouter(router, telemetry)
