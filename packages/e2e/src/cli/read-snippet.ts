import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The first block of JavaScript of a page in `docs` that holds the words. */
export function readSnippet(page: string, words: string): string {
  const text = readFileSync(fileURLToPath(new URL(`../../../../docs/${page}`, import.meta.url)), 'utf8')
  const found = [...text.matchAll(/^```js\n([\s\S]*?)^```/gm)].map((match) => match[1] ?? '').find((code) => code.includes(words))
  if (found === undefined) throw new Error(`docs/${page} has no block with ${words}.`)
  return found
}
