import { Link, Outlet } from 'react-router'
import { TelemetryErrorBoundary } from '@parel/telemetry-react'

export function Layout() {
  return (
    <>
      <nav>
        <Link to="/">Home</Link> <Link to="/profiles/ada">Ada</Link> <Link to="/profiles/bob?tab=posts">Bob</Link>{' '}
        <Link to="/settings">Settings</Link> <Link to="/preferences">Preferences (a redirect)</Link> <a href="/admin/telemetry">Dashboard</a>
      </nav>
      <TelemetryErrorBoundary area="pages" fallback={({ reset }) => <button onClick={reset}>Try again</button>}>
        <Outlet />
      </TelemetryErrorBoundary>
    </>
  )
}
