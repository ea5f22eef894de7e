import { createRequire } from 'node:module'
import { build, type BuildOptions } from 'esbuild'
import { describe, expect, it } from 'vitest'
import * as core from '@parel/telemetry-core'

const required = createRequire(import.meta.url)('@parel/telemetry-core') as typeof core

async function bundle(code: string, options: BuildOptions): Promise<string> {
  const { outputFiles } = await build({ bundle: true, format: 'esm', minify: true, write: false, stdin: { contents: code, resolveDir: import.meta.dirname }, ...options })
  return outputFiles?.[0]?.text ?? ''
}

const read = async (text: string) => (await import(`data:text/javascript,${encodeURIComponent(text)}`)) as typeof core

describe('the entry of core', () => {
  it('takes both looks in Node, imported and required', () => {
    for (const { sanitizeMetadata } of [core, required]) expect(sanitizeMetadata({ captain: 'kowalski', plan: 'pro' })).toEqual({ plan: 'pro' })
    expect(Object.keys(required).toSorted()).toEqual(Object.keys(core).filter((name) => !/^(default|module\.exports)$/.test(name)).toSorted())
  })

  it('takes the first look in a page, which has no room for the tables', async () => {
    const text = await bundle("export * from '@parel/telemetry-core'", { platform: 'browser' })
    expect(text.length).toBeLessThan(30_000)
    const page = await read(text)
    expect(page.sanitizeMetadata({ captain: 'kowalski', email: 'ada@example.org' })).toEqual({ captain: 'kowalski' })
    expect(Object.keys(page).toSorted()).toEqual(Object.keys(core).toSorted())
  })

  it('leaves the tables out of a bundle that does not look into metadata by itself', async () => {
    const text = await bundle("export { anonymizeUrl, prepareEvent } from '@parel/telemetry-core'", { platform: 'neutral', mainFields: ['module'] })
    expect(text.length).toBeLessThan(15_000)
  })
})
