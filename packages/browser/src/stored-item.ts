import { attempt } from './attempt'

/** Where an item lies. A function, because in a sandboxed frame even the look at the storage throws. */
export type FindStorage = () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null | undefined

/** Reads an item; refused storage is the same as an empty one. */
export function readItem(find: FindStorage, key: string): string | null | undefined {
  return attempt(() => find()?.getItem(key))
}

/** Writes an item, or removes it (null). Refused storage only means that nothing is remembered beyond this page. */
export function writeItem(find: FindStorage, key: string, value: string | null): void {
  attempt(() => (value === null ? find()?.removeItem(key) : find()?.setItem(key, value)))
}
