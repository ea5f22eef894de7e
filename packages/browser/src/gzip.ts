/**
 * Compresses and trusts nothing: browsers have returned broken bytes without an error. Undefined where it fails, or makes nothing smaller.
 *
 * Written and read within the page: a blob, or the body of a response, would travel through another process first. Chromium then needs no other task,
 * so that it ends before a page that is being left does.
 */
export async function gzip(text: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    // Not within the call that has filled the segment, because compression takes half a millisecond; but in its task, which may be the last of the page.
    await undefined
    const plain = new TextEncoder().encode(text)
    const bytes = new Uint8Array(plain.length)
    let length = 0
    // Without a list of numbers in between: that was an eighth of the garbage of an event.
    const write = (part: Uint8Array) => {
      bytes.set(part, length)
      length += part.length
    }
    const { readable, writable } = new CompressionStream('gzip')
    const writer = writable.getWriter()
    await Promise.all([readable.pipeTo(new WritableStream({ write })), writer.write(plain), writer.close()])
    // The magic number at the start, and the length of the original at the end; a segment is never longer than two bytes can say.
    if (bytes[0] === 0x1f && (bytes[length - 4] as number) + 256 * (bytes[length - 3] as number) === plain.length) return bytes.slice(0, length)
  } catch {
    // Not there, broken, or no shorter.
  }
}
