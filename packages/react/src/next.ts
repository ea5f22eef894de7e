export { TelemetryPageViews } from './next-page-views'
