/**
 * Compresses and trusts nothing: browsers have returned broken bytes without an error. Undefined where it fails.
 *
 * Written and read by hand: a blob, or the body of a response, would travel through another process first. Chromium then needs no other task,
 * so that it ends before a page that is being left does.
 */
export async function gzip(text: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    // Not within the call that has filled the segment, because compression takes half a millisecond; but in its task, which may be the last of the page.
    await undefined
    const plain = new TextEncoder().encode(text)
    const { readable, writable } = new CompressionStream('gzip')
    const writer = writable.getWriter()
    const [bytes] = await Promise.all([drain(readable.getReader()), writer.write(plain), writer.close()])
    // The magic number at the start, and the length of the original at the end; a segment is never longer than two bytes can say.
    const [low = 0, high = 0] = bytes.slice(-4)
    if (bytes[0] === 0x1f && low + 256 * high === plain.length) return new Uint8Array(bytes)
  } catch {
    // Not there, or broken.
  }
}

async function drain(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<number[]> {
  const bytes: number[] = []
  for (let part; (part = (await reader.read()).value); ) bytes.push(...part)
  return bytes
}
