// Without imports, so that the script that builds the tables can read them back.

/** A set of word hashes. One of 2^`bits` words that are not in the set is mistaken for a member. */
export interface HashSet {
  readonly count: number
  readonly bits: number
  /** The low `bits` bits of each hash, in order. */
  readonly lasts: Uint16Array
  /** For each value of the high bits, the index of its first hash; one hash per value on average. A bit for every possible hash took 14 times the memory. */
  readonly starts: Uint32Array
}

/** The numbers encoded by the characters of a table. */
export function readDigits(text: string, alphabet: string): Uint8Array {
  const values = valuesOf(alphabet)
  const digits = new Uint8Array(text.length)
  for (let index = 0; index < text.length; index++) digits[index] = values[text.charCodeAt(index)] ?? 0
  return digits
}

function valuesOf(alphabet: string): Uint8Array {
  const values = new Uint8Array(128)
  for (let index = 0; index < alphabet.length; index++) values[alphabet.charCodeAt(index)] = index
  return values
}

/** Writes hashes as sorted differences in Rice coding: as many ones as multiples of 2^`bits`, a zero, and the low bits. */
export function writeHashes(hashes: Iterable<number>, count: number, bits: number, alphabet: string): string {
  const sorted = [...new Set(Array.from(hashes, (hash) => reduceHash(hash, count, bits)))].sort((a, b) => a - b)
  const written: number[] = []
  sorted.forEach((hash, index) => {
    const step = hash - (sorted[index - 1] ?? 0)
    for (let ones = step >> bits; ones > 0; ones--) written.push(1)
    written.push(0)
    for (let bit = bits - 1; bit >= 0; bit--) written.push((step >> bit) & 1)
  })
  let text = ''
  for (let start = 0; start < written.length; start += 6) text += alphabet[Array.from({ length: 6 }, (_, bit) => written[start + bit] ?? 1).reduce((sum, bit) => sum * 2 + bit, 0)]
  return text
}

/** Reads what {@link writeHashes} wrote, a hash at a time instead of a bit, and without calls: a request waits for it, mostly before V8 has compiled it. */
export function readHashes(text: string, count: number, bits: number, alphabet: string): HashSet {
  const values = valuesOf(alphabet)
  const lasts = new Uint16Array(count)
  const starts = new Uint32Array(count + 1)
  let held = 0
  let bucket = 0
  let next = 0
  // The low `ready` bits of `buffer` are fetched but not yet read.
  let buffer = 0
  let ready = 0
  for (let hash = 0, ones = 0; ; ) {
    for (; ready <= 24 && next < text.length; ready += 6) buffer = ((buffer & 0xffffff) << 6) | (values[text.charCodeAt(next++)] ?? 0)
    const leading = Math.min(ready, Math.clz32(~(buffer << (32 - ready))))
    if (ready - leading <= bits) {
      // The last character is padded with ones, which encode nothing.
      if (next === text.length) break
      ones += leading
      ready -= leading
      continue
    }
    ready -= leading + 1 + bits
    hash += ((ones + leading) << bits) + ((buffer >> ready) & ((1 << bits) - 1))
    ones = 0
    while (bucket <= hash >> bits) starts[bucket++] = held
    lasts[held++] = hash & ((1 << bits) - 1)
  }
  starts.fill(held, bucket)
  return { count, bits, lasts, starts }
}

/** Whether a hash is in a set. */
export function hasHash({ count, bits, lasts, starts }: HashSet, hash: number): boolean {
  const reduced = reduceHash(hash, count, bits)
  const bucket = reduced >> bits
  const end = starts[bucket + 1] ?? 0
  const last = reduced & ((1 << bits) - 1)
  for (let index = starts[bucket] ?? 0; index < end; index++) if (lasts[index] === last) return true
  return false
}

const reduceHash = (hash: number, count: number, bits: number) => Math.floor((hash / 2 ** 32) * (count << bits))
