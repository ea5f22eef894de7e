import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { gzip } from '../src/gzip'
import { createSegment, splitSegment } from '../src/segment'

const TEXT = JSON.stringify({ v: 1, stream: 's', s0: 4, ev: Array.from({ length: 300 }, (_, index) => [3, index, `/straße/${index}`]) })

describe('gzip', () => {
  it('compresses a body that decompresses to the same text', async () => {
    const packed = (await gzip(TEXT)) ?? ''
    expect(packed.length).toBeLessThan(TEXT.length / 3)
    expect(gunzipSync(packed).toString()).toBe(TEXT)
  })
})

describe('a segment', () => {
  it('is split into two that contain all rows, and no earlier compressed body', async () => {
    const halves = splitSegment(createSegment({ key_: 's:4', body_: TEXT, packed_: await gzip(TEXT), count_: 300, createdAt_: 1, light_: false }))
    expect(halves.map(({ key_, count_, packed_ }) => [key_, count_, packed_])).toEqual([['s:4', 150, undefined], ['s:154', 150, undefined]])
    expect(halves.flatMap(({ body_ }) => (JSON.parse(body_) as { ev: unknown[] }).ev)).toEqual((JSON.parse(TEXT) as { ev: unknown[] }).ev)
  })
})
