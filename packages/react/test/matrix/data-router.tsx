import { Suspense } from 'react'
import { createBrowserRouter, Navigate, Outlet, RouterProvider, useParams } from 'react-router'
import { trackRouter } from '@parel/telemetry-react/react-router'
import { telemetry } from './scenarios'
import { LazyPage, start } from './start'

function User() {
  return <h1>User {useParams().name}</h1>
}

const router = createBrowserRouter([
  {
    path: '/',
    element: <Outlet />,
    children: [
      { index: true, element: <h1>Home</h1> },
      { path: 'new', element: <h1>New</h1>, loader: () => Promise.resolve(null) },
      { path: 'old', element: <Navigate to="/new" replace /> },
      { path: 'lazy', element: <Suspense fallback="…"><LazyPage /></Suspense> },
      { path: 'users', children: [{ path: ':name', element: <User /> }] },
    ],
  },
])
trackRouter(router, telemetry)

start(<RouterProvider router={router} />, { push: (path) => void router.navigate(path), replace: (path) => void router.navigate(path, { replace: true }) })
