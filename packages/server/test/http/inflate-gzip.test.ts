import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { inflateGzip } from '../../src/http/inflate-gzip'

const most = 1024 * 1024
const spaces = (bytes: number) => gzipSync(Buffer.alloc(bytes, 0x20))

/** The code of the refusal, or the number of bytes. */
const outcomeOf = (bytes: Uint8Array) => inflateGzip(bytes, most).then(({ length }) => length, (error: { readonly code: string }) => error.code)

it('inflates up to the cap', async () => {
  expect(await outcomeOf(spaces(most))).toBe(most)
})

it('gives back what was packed, in however many pieces it comes', async () => {
  const body = Buffer.from(Array.from({ length: 50_000 }, (_, index) => `event ${index}`).join())
  expect(Buffer.from(await inflateGzip(gzipSync(body), most)).equals(body)).toBe(true)
})

it('stops there: what is broken behind it is never reached', async () => {
  const bomb = spaces(50 * most)
  expect(await outcomeOf(bomb.subarray(0, bomb.length / 2))).toBe('decoded_too_large')
})

// Whether a body may have several members is the runtime's decision: node 22 reads all, node 24.21 none, as the web's standard has it.
it.each([
  ['small members', Buffer.concat([spaces(1), spaces(1)]), [2, 'bad_encoding']],
  ['members that exceed the cap together', Buffer.concat([spaces(most), spaces(1)]), ['decoded_too_large', 'bad_encoding']],
])('takes %s as one body or not at all', async (_name, body, outcomes) => {
  expect(outcomes).toContain(await outcomeOf(body))
})
