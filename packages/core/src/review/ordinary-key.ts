import { MAX_KEY_LENGTH } from '../limits'
import { isToldBySiblings } from './judge-beside'
import { isOfField } from './judge-field'
import { createKeyMemory } from './key-memory'
import { isNameKey, looksLikeData } from './name-key'

const remembered = createKeyMemory<boolean>()

/** Whether a key is not a name, and means the same whatever stands beside it. Most keys are of this kind; for them, nothing beside them need be looked at. */
export function isOrdinaryKey(key: string): boolean {
  const known = remembered.get(key)
  if (known !== undefined) return known
  const isOrdinary = !isToldBySiblings(key) && !isOfField(key) && !isNameKey(key)
  if (key.length <= MAX_KEY_LENGTH && !looksLikeData(key)) remembered.set(key, isOrdinary)
  return isOrdinary
}
