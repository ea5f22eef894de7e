// Without an import, so that the script that makes the tables can read them back.

/** Hashes of words. Of 2^`bits` words that are not in the set one is taken for one that is. */
export interface HashSet {
  readonly count: number
  readonly bits: number
  /** One bit for each hash that there could be. */
  readonly held: Uint8Array
}

/** The numbers that the characters of a table stand for. */
export function readDigits(text: string, alphabet: string): Uint8Array {
  const digits = new Uint8Array(128)
  for (let index = 0; index < alphabet.length; index++) digits[alphabet.charCodeAt(index)] = index
  return Uint8Array.from({ length: text.length }, (_, index) => digits[text.charCodeAt(index)] ?? 0)
}

/** Writes hashes as sorted differences, each with as many ones as it has multiples of 2^`bits`, a zero, and its last bits: Rice's code. */
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

/** Reads what {@link writeHashes} wrote. */
export function readHashes(text: string, count: number, bits: number, alphabet: string): HashSet {
  const digits = readDigits(text, alphabet)
  const end = digits.length * 6
  const held = new Uint8Array((count << bits) / 8 + 1)
  let position = 0
  const next = () => ((digits[Math.floor(position / 6)] ?? 63) >> (5 - (position++ % 6))) & 1
  for (let hash = 0; position < end; ) {
    let step = 0
    while (position < end && next()) step++
    // The last character is filled up with ones.
    if (position + bits > end) break
    for (let bit = 0; bit < bits; bit++) step = step * 2 + next()
    hash += step
    held[hash >> 3] = (held[hash >> 3] ?? 0) | (1 << (hash & 7))
  }
  return { count, bits, held }
}

/** Whether a hash is in a set. */
export function hasHash({ count, bits, held }: HashSet, hash: number): boolean {
  const reduced = reduceHash(hash, count, bits)
  return (((held[reduced >> 3] ?? 0) >> (reduced & 7)) & 1) === 1
}

const reduceHash = (hash: number, count: number, bits: number) => Math.floor((hash / 2 ** 32) * (count << bits))
