import { pathToFileURL } from 'node:url'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** The content security policy that the page must live under. */
export const STRICT_POLICY = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "connect-src 'self'", "base-uri 'none'", "form-action 'self'",
  "frame-ancestors 'none'", "require-trusted-types-for 'script'",
].join('; ')

const serverPackage = createRequire(import.meta.url).resolve('@parel/telemetry-server/package.json')

/** The folder of the built page. */
export const dashboardDirectory = pathToFileURL(join(dirname(serverPackage), 'dist/dashboard/'))
