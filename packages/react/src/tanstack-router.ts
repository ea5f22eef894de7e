export { TelemetryPageViews } from './tanstack-router-page-views'
export type { TelemetryPageViewsProps } from './tanstack-router-page-views'
export { trackRouter } from './track-tanstack-router'
export type { TanstackMatchLike, TanstackRouterLike } from './track-tanstack-router'
