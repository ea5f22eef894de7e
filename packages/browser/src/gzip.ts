/**
 * Compresses, and checks the result: browsers have returned broken bytes without an error. Undefined if it fails or saves nothing.
 *
 * Written and read within the page: a blob, or the body of a response, would pass through another process first. This way Chromium needs no other task,
 * and compression ends before a page that is being left does.
 */
export async function gzip(text: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    // Not in the call that filled the segment, because compression takes half a millisecond; but in the same task, which may be the page's last.
    await undefined
    const plain = new TextEncoder().encode(text)
    const bytes = new Uint8Array(plain.length)
    let length = 0
    // Without an array of numbers in between: that was an eighth of the garbage of an event.
    const write = (part: Uint8Array) => {
      bytes.set(part, length)
      length += part.length
    }
    const { writable, readable } = new CompressionStream('gzip')
    const writer = writable.getWriter()
    await Promise.all([readable.pipeTo(new WritableStream({ write })), writer.write(plain), writer.close()])
    // What ends with the original length is compressed, and completely; a segment's length always fits into two bytes.
    if ((bytes[length - 4] as number) + 256 * (bytes[length - 3] as number) === plain.length) return bytes.slice(0, length)
  } catch {
    // Not supported, broken, or not smaller.
  }
}
