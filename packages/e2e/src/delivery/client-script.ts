import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)

/** The built script-tag bundle, exactly as a site would load it. */
export function readClientScript(): string {
  const home = dirname(require.resolve('@parel/telemetry-browser/package.json'))
  return readFileSync(join(home, 'dist/parel.global.js'), 'utf8')
}
