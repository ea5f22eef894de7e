import { dirname } from 'node:path'

// Set by the test: the version decides which settings exist.
const { MATRIX_STRICT, MATRIX_VERSION, MATRIX_ROOT } = process.env
const isModern = Number(MATRIX_VERSION) >= 16
const root = MATRIX_ROOT ?? dirname(import.meta.dirname)

export default {
  basePath: '/base',
  reactStrictMode: MATRIX_STRICT === 'true',
  typescript: { ignoreBuildErrors: true },
  rewrites: async () => [
    { source: '/en/u-:name', destination: '/en/users/:name' },
    { source: '/pages/u-:name', destination: '/pages/users/:name' },
  ],
  ...(isModern ? { cacheComponents: true, turbopack: { root }, devIndicators: false } : {}),
}
