import type { NextConfig } from 'next'

const config: NextConfig = {
  cacheComponents: true,
  partialPrefetching: true,
  reactStrictMode: true,
  // It opens the dashboard's files and node:sqlite by itself.
  serverExternalPackages: ['@parel/telemetry-server'],
}

export default config
