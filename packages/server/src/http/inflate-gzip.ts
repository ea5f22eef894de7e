import { HttpError } from './http-error'

/**
 * Inflates a gzipped body and stops at the cap, so that 48 kB never become 50 MB.
 *
 * @param maxBytes - Bytes after inflating.
 */
export async function inflateGzip(bytes: Uint8Array, maxBytes: number): Promise<Uint8Array> {
  // Twice the view: the compiler tells a shared buffer from a plain one, a body is always plain.
  const body = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new DecompressionStream('gzip'))
  const reader = body.getReader()
  const chunks: Uint8Array[] = []
  let total = 0
  for (;;) {
    const { done, value } = await reader.read().catch(refuseBadGzip)
    if (done) return join(chunks, total)
    total += value.byteLength
    if (total > maxBytes) {
      void reader.cancel().catch(() => undefined) // The rest is not needed.
      throw new HttpError(413, 'decoded_too_large', `The decompressed body is larger than ${maxBytes} bytes.`)
    }
    chunks.push(value)
  }
}

function refuseBadGzip(): never {
  throw new HttpError(400, 'bad_encoding', 'The body is declared as gzip but cannot be decompressed.')
}

function join(chunks: readonly Uint8Array[], total: number): Uint8Array {
  const all = new Uint8Array(total)
  let offset = 0
  for (const chunk of chunks) {
    all.set(chunk, offset)
    offset += chunk.byteLength
  }
  return all
}
