import { Suspense, useEffect } from 'react'
import { BrowserRouter, Navigate, Route, useNavigate, useParams } from 'react-router'
import { TelemetryRoutes } from '@parel/telemetry-react/react-router'
import { LazyPage, start } from './start'

const steer: { navigate?: ReturnType<typeof useNavigate> } = {}

function Steer() {
  const navigate = useNavigate()
  useEffect(() => {
    steer.navigate = navigate
  }, [navigate])
  return null
}

function User() {
  return <h1>User {useParams().name}</h1>
}

const app = (
  <BrowserRouter>
    <Steer />
    <TelemetryRoutes>
      <Route path="/" element={<h1>Home</h1>} />
      <Route path="/new" element={<h1>New</h1>} />
      <Route path="/old" element={<Navigate to="/new" replace />} />
      <Route path="/lazy" element={<Suspense fallback="…"><LazyPage /></Suspense>} />
      <Route path="/users">
        <Route path=":name" element={<User />} />
      </Route>
    </TelemetryRoutes>
  </BrowserRouter>
)

start(app, { push: (path) => void steer.navigate?.(path), replace: (path) => void steer.navigate?.(path, { replace: true }) })
