import { measureJson } from '../http/measure-json'

/**
 * Reads JSON that must be all that its text says. Undefined for what is no JSON, and for an object that has a key twice: the parser tells of the last one
 * only, and the file holds both.
 */
export function parseStored(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return countParts(text) === countParts(JSON.stringify(value)) ? value : undefined
  } catch {
    return undefined // No JSON at all, and so nothing that cleaning has made.
  }
}

function countParts(text: string): number {
  return measureJson(text, { depth: Infinity, values: Infinity }).values
}
