/** Shorter bodies gain nothing. */
const MIN_GZIP_CHARS = 1024

/** Compresses off the main thread, and trusts nothing: browsers have returned broken bodies without an error. Null means: send it plain. */
export async function gzip(text: string): Promise<Uint8Array<ArrayBuffer> | null> {
  if (text.length < MIN_GZIP_CHARS) return null
  const plain = new TextEncoder().encode(text)
  try {
    const packed = new Uint8Array(await pipe(plain, new CompressionStream('gzip')).arrayBuffer())
    return isGzipOf(packed, plain.length) ? packed : null
  } catch {
    return null
  }
}

/** The text of a gzipped body. */
export function gunzip(packed: Uint8Array<ArrayBuffer>): Promise<string> {
  return pipe(packed, new DecompressionStream('gzip')).text()
}

function pipe(bytes: Uint8Array<ArrayBuffer>, stream: CompressionStream | DecompressionStream): Response {
  return new Response(new Blob([bytes]).stream().pipeThrough(stream))
}

/** The magic number at the start, and the length of the original at the end. */
function isGzipOf(packed: Uint8Array, length: number): boolean {
  const end = packed.length - 4
  return packed[0] === 0x1f && packed[1] === 0x8b && end > 14 && new DataView(packed.buffer).getUint32(end, true) === length
}
