import type { WebVitalName } from '@parel/telemetry-core'

/** The web vitals that are rated and whose values are kept by page; others that an app records are only counted. */
export const JUDGED_VITALS: readonly WebVitalName[] = ['LCP', 'INP', 'CLS', 'FCP', 'TTFB']
