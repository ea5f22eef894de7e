// The worker from its sources, for tests. The published package holds the bundled worker instead.
import './resolve-sources.mjs'

await import('./store-worker.ts')
