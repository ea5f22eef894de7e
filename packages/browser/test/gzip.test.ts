import { describe, expect, it } from 'vitest'
import { gzip, readText, splitSegment } from '../src/gzip'
import { createSegment } from '../src/segment'

const TEXT = JSON.stringify({ v: 1, stream: 's', s0: 4, ev: Array.from({ length: 300 }, (_, index) => [3, index, `/straße/${index}`]) })
const segment = (body_: string | Uint8Array<ArrayBuffer>, count_ = 300) => createSegment({ key_: 's:4', body_, count_, createdAt_: 1, light_: false })

describe('gzip', () => {
  it('packs a body that reads as the same text', async () => {
    const packed = await gzip(TEXT)
    expect(packed.length).toBeLessThan(TEXT.length / 3)
    expect(packed).toBeInstanceOf(Uint8Array)
    expect(await readText(segment(packed))).toBe(TEXT)
  })

  it('cuts a packed segment into two that hold all rows', async () => {
    const halves = await splitSegment(segment(await gzip(TEXT)))
    expect(halves.map(({ key_, count_ }) => [key_, count_])).toEqual([['s:4', 150], ['s:154', 150]])
    const rows = await Promise.all(halves.map(async (half) => (JSON.parse(await readText(half)) as { ev: unknown[] }).ev))
    expect(rows.flat()).toEqual((JSON.parse(TEXT) as { ev: unknown[] }).ev)
  })

  it('tells once, and only to who asked, that a body cannot be read', async () => {
    await expect(readText(segment(new Uint8Array([1, 2, 3])))).rejects.toMatchObject({ code: 'Z_DATA_ERROR' })
  })
})
