import { createSegment, type Segment } from './segment'

/**
 * Written and read by hand: a blob, or the body of a response, would travel through another process first. Chromium then needs no other task,
 * so that it ends before a page that is being left does.
 */
async function pipe(bytes: Uint8Array<ArrayBuffer>, { readable, writable }: CompressionStream | DecompressionStream): Promise<Uint8Array<ArrayBuffer>> {
  const writer = writable.getWriter()
  const [parts] = await Promise.all([drain(readable.getReader()), writer.write(bytes), writer.close()])
  return new Uint8Array(parts)
}

async function drain(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<number[]> {
  const bytes: number[] = []
  for (let part; (part = (await reader.read()).value); ) bytes.push(...part)
  return bytes
}

/** Compresses and trusts nothing: browsers have returned broken bodies without an error. Where it fails, the text itself. */
export async function gzip(text: string): Promise<Segment['body_']> {
  try {
    // Not within the call that has filled the segment, because compression takes half a millisecond; but in its task, which may be the last of the page.
    await undefined
    const plain = new TextEncoder().encode(text)
    const bytes = await pipe(plain, new CompressionStream('gzip'))
    // The magic number at the start, and the length of the original at the end; a segment is never longer than two bytes can say.
    const [low = 0, high = 0] = bytes.slice(-4)
    if (bytes[0] === 0x1f && low + 256 * high === plain.length) return bytes
  } catch {
    // Not there, or broken.
  }
  return text
}

/** The body as text. */
export const readText = async ({ body_: body }: Segment): Promise<string> =>
  typeof body === 'string' ? body : new TextDecoder().decode(await pipe(body, new DecompressionStream('gzip')))

/** Cuts a segment into two halves; a single event cannot be cut and gives none. */
export async function splitSegment(segment: Segment): Promise<Segment[]> {
  const half = segment.count_ >> 1
  const { ev, ...header } = JSON.parse(await readText(segment)) as { stream: string; s0: number; ev: unknown[] }
  return (half ? [ev.splice(0, half), ev] : []).map((rows, index) => {
    const s0 = header.s0 + index * half
    return createSegment({ ...segment, key_: `${header.stream}:${s0}`, body_: JSON.stringify({ ...header, s0, ev: rows }), count_: rows.length })
  })
}
