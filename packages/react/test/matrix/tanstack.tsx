import { createRootRoute, createRoute, createRouter, redirect, RouterProvider } from '@tanstack/react-router'
import { TelemetryPageViews } from '@parel/telemetry-react/tanstack-router'
import { LazyPage, start } from './start'

const root = createRootRoute()
const user = createRoute({ getParentRoute: () => root, path: '/users/$name', component: () => <h1>User {user.useParams().name}</h1> })
const routeTree = root.addChildren([
  createRoute({ getParentRoute: () => root, path: '/', component: () => <h1>Home</h1> }),
  createRoute({ getParentRoute: () => root, path: '/new', component: () => <h1>New</h1> }),
  createRoute({
    getParentRoute: () => root,
    path: '/old',
    beforeLoad() {
      throw redirect({ to: '/new' as string, replace: true })
    },
  }),
  createRoute({ getParentRoute: () => root, path: '/lazy', component: LazyPage }),
  user,
])
const router = createRouter({ routeTree })

const app = (
  <>
    <TelemetryPageViews router={router} />
    <RouterProvider router={router} />
  </>
)

start(app, {
  push: (path) => router.history.push(path),
  replace: (path) => router.history.replace(path),
})
