import { attempt } from './attempt'

/** Finds the storage of an item. A function, because in a sandboxed frame even accessing the storage throws. */
export type FindStorage = () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null | undefined

/** Writes an item, or removes it ('' or 0). If storage is refused, nothing is remembered beyond this page. */
export const writeItem = (find: FindStorage, key: string, value: string | number): void =>
  attempt(() => (value ? find()?.setItem(key, String(value)) : find()?.removeItem(key)))

export const findLocal: FindStorage = () => localStorage

/** Reads an item; a refused storage counts as an empty one. */
export const readItem = (find: FindStorage, key: string): string | null | undefined => attempt(() => find()?.getItem(key))
