// Lets Node run the TypeScript sources of this package as they are: tests need no build. Not part of the published package.
import { existsSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'

const core = new URL('../../../../core/src/index.ts', import.meta.url).href

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === '@parel/telemetry-core') return next(core, context)
    const candidate = specifier.startsWith('.') ? new URL(`${specifier}.ts`, context.parentURL) : null
    return next(candidate !== null && existsSync(fileURLToPath(candidate)) ? candidate.href : specifier, context)
  },
})
