import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const home = dirname(createRequire(import.meta.url).resolve('@parel/telemetry-browser/package.json'))

/** The built script-tag bundle, exactly as a site would load it; or the readable one. */
export function readClientScript(name: 'global' | 'debug' = 'global'): string {
  return readFileSync(join(home, `dist/parel.${name}.js`), 'utf8')
}

/** The hashes of the built files, beside those that were published with them. */
export function readIntegrity(): { readonly actual: Record<string, string>; readonly published: Record<string, string> } {
  const published = JSON.parse(readFileSync(join(home, 'dist/sri.json'), 'utf8')) as Record<string, string>
  const hash = (file: string) => `sha384-${createHash('sha384').update(readFileSync(join(home, 'dist', file))).digest('base64')}`
  return { published, actual: Object.fromEntries(Object.keys(published).map((file) => [file, hash(file)])) }
}
