/** The files that an app can import from. */
export const ENTRIES = {
  index: 'src/index.ts',
  testing: 'src/testing.ts',
  next: 'src/next.ts',
  'next-pages': 'src/next-pages.ts',
  'react-router': 'src/react-router.ts',
  'tanstack-router': 'src/tanstack-router.ts',
  'tanstack-query': 'src/tanstack-query.ts',
}

/**
 * What `index` exports, built into a file each: bundlers drop a file of which nothing is used, but in one common file they keep everything that its
 * parts import from React. The order decides how well an app's bundle compresses.
 */
export const PARTS = {
  'use-consent': 'src/use-consent.ts',
  'use-track-visible': 'src/use-track-visible.ts',
  'use-tracked-callback': 'src/use-tracked-callback.ts',
  'use-telemetry': 'src/use-telemetry.ts',
  'use-action': 'src/use-action.ts',
  'telemetry-root-options': 'src/telemetry-root-options.ts',
  'telemetry-error-boundary': 'src/telemetry-error-boundary.tsx',
  'track-fetch': 'src/track-fetch.ts',
  'telemetry-preferences': 'src/telemetry-preferences.tsx',
  'telemetry-provider': 'src/telemetry-provider.tsx',
}
