// Without an import, so that the script that makes the tables can read them back.

/** Hashes of words. Of 2^`bits` words that are not in the set one is taken for one that is. */
export interface HashSet {
  readonly count: number
  readonly bits: number
  readonly sorted: Uint32Array
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

/** Reads what {@link writeHashes} wrote, sorted. */
export function readHashes(text: string, count: number, bits: number, alphabet: string): HashSet {
  const digits = readDigits(text, alphabet)
  const hashes: number[] = []
  let position = 0
  const next = () => ((digits[Math.floor(position / 6)] ?? 63) >> (5 - (position++ % 6))) & 1
  for (let hash = 0; position < digits.length * 6; ) {
    let step = 0
    while (position < digits.length * 6 && next()) step++
    if (position + bits > digits.length * 6) break
    for (let bit = 0; bit < bits; bit++) step = step * 2 + next()
    hashes.push((hash += step))
  }
  return { count, bits, sorted: Uint32Array.from(hashes) }
}

/** Whether a hash is in a set. */
export function hasHash({ count, bits, sorted }: HashSet, hash: number): boolean {
  const wanted = reduceHash(hash, count, bits)
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) < wanted) low = middle + 1
    else high = middle
  }
  return sorted[low] === wanted
}

const reduceHash = (hash: number, count: number, bits: number) => Math.floor((hash / 2 ** 32) * count * 2 ** bits)
