// Without imports, so that the script that builds the table and the code that reads it compute the same features.

/** Entries of the table of letter groups. */
export const BUCKETS = 2 ** 15
/** The characters that encode a table: printable, and none that a string literal escapes. */
export const ALPHABET = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('').replace(/['"\\`$]/g, '')

// Letters that are not a basic letter with an accent, and the alphabets whose names occur in both scripts.
const SPELLINGS: ReadonlyMap<string, string> = new Map([
  ...pair('ßæœøđðþłı', 'ss ae oe o d d th l i'),
  ...pair('абвгдежзиклмнопрстуфхцчшщъыьэюяєіґћљњџўѓќѕ', 'a b v g d e zh z i k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya ye i g c lj nj dz u g k dz'),
  ...pair('αβγδεζηθικλμνξοπρσςτυφχψω', 'a v g d e z i th i k l m n x o p r s s t y f ch ps o'),
  ...pair('აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ', 'a b g d e v z t i k l m n o p zh r s t u p k gh q sh ch ts dz ts ch kh j h'),
])

function pair(letters: string, spellings: string): (readonly [string, string])[] {
  const spelled = spellings.split(' ')
  return [...letters].map((letter, index) => [letter, (spelled[index] ?? '').replace('_', '')] as const)
}

const BASIC = /^[a-z]*$/
const ASCII = /^[ -~]*$/

/** A word in lower-case Latin letters without accents and apostrophes: `García` and `GARCIA` are the same, and so are `Иван` and `Ivan`. */
export function foldWord(word: string): string {
  const small = word.toLowerCase()
  return BASIC.test(small) ? small : small.normalize('NFD').replace(/[\p{M}'’ʻʼ`]+/gu, '').replace(/[^a-z]/gu, (letter) => SPELLINGS.get(letter) ?? letter)
}

/** `ADA`, `ada` → `Ada`. */
export const capitalise = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase()

/** A text without accents, with its case unchanged: `größe` → `grosse`, `dogumTarihi` stays. */
export function foldMarks(text: string): string {
  return ASCII.test(text) ? text : text.normalize('NFD').replace(/\p{M}+/gu, '').replace(/[^ -~]/gu, (letter) => SPELLINGS.get(letter.toLowerCase()) ?? letter)
}

/** Calls `visit` with the table entry of every group of two to five letters, including the beginning and the end of the word. */
export function visitGroups(word: string, visit: (bucket: number) => void): void {
  const text = `^${word}$`
  for (let start = 0; start < text.length - 1; start++) {
    let hash = 0x811c9dc5
    for (let end = start; end < text.length && end < start + 5; end++) {
      hash = Math.imul(hash ^ text.charCodeAt(end), 0x01000193)
      if (end > start) visit(mix(hash) & (BUCKETS - 1))
    }
  }
}

const SEED = 0x9747b28c
const FACTOR = 0x5bd1e995

/** A 32-bit hash of a word. */
export function hashWord(word: string): number {
  let hash = SEED
  for (let index = 0; index < word.length; index++) hash = Math.imul(hash ^ word.charCodeAt(index), FACTOR)
  return mix(hash)
}

/** The hash of a word in lower-case Latin letters. Most words have only basic letters; these are read once and not copied. */
export function hashFolded(word: string): number {
  let hash = SEED
  for (let index = 0; index < word.length; index++) {
    const code = word.charCodeAt(index)
    const small = code | 32
    if (code > 122 || small < 97 || small > 122) return hashWord(foldWord(word))
    hash = Math.imul(hash ^ small, FACTOR)
  }
  return mix(hash)
}

function mix(hash: number): number {
  const half = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return (half ^ (half >>> 13)) >>> 0
}
