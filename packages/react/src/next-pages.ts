export { TelemetryPageViews } from './next-pages-page-views'
