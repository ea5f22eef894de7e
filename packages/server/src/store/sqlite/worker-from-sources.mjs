// Runs the worker from its TypeScript sources: tests need no build. The published package holds the bundled worker instead.
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

await import('./store-worker.ts')
