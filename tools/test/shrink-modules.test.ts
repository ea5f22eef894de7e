import { describe, expect, it } from 'vitest'
import { shrinkModules } from '../shrink-modules.ts'

const map = { version: 3, sources: ['element.tsx'], names: [], mappings: '' }

const inline = async (code: string) => (await shrinkModules.renderChunk(code, { path: 'element.js', map }))?.code

describe('shrinkModules', () => {
  it('leaves no annotation in front of a return, where Rollup warns of it', async () => {
    expect(await inline('export function Element() { return /* @__PURE__ */ jsx("p", {}) }')).not.toContain('__PURE__')
  })

  it('keeps the annotation of a call', async () => {
    expect(await inline('export const known = /* @__PURE__ */ new Set([1])')).toContain('= /* @__PURE__ */ new Set(')
  })

  it('puts a constant where it is used', async () => {
    expect(await inline('const LIMIT = 50; export const isOver = (value) => value > LIMIT')).toContain('value > 50')
  })
})
