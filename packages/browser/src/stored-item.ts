import { attempt } from './attempt'

/** Where an item lies. A function, because in a sandboxed frame even the look at the storage throws. */
export type FindStorage = () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null | undefined

export const findLocal: FindStorage = () => localStorage

/** Reads an item; refused storage is the same as an empty one. */
export const readItem = (find: FindStorage, key: string): string | null | undefined => attempt(() => find()?.getItem(key))

/** Writes an item, or removes it ('' or 0). Refused storage only means that nothing is remembered beyond this page. */
export const writeItem = (find: FindStorage, key: string, value: string | number): void =>
  attempt(() => (value ? find()?.setItem(key, String(value)) : find()?.removeItem(key)))
