/** A hash of 48 bits (two rounds of FNV-1a), for memory only: it has no key. */
export function shortHashOf(text: string): number {
  return fnv(text, 0x811c9dc5) * 0x10000 + (fnv(text, 0x01234567) & 0xffff)
}

function fnv(text: string, seed: number): number {
  let hash = seed
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return hash >>> 0
}
