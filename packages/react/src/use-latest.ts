import { useInsertionEffect, useRef, type RefObject } from 'react'

/** Keeps the value of the last committed render, for callbacks with a stable identity. */
export function useLatest<Value>(value: Value): Readonly<RefObject<Value>> {
  const latest = useRef(value)
  // Before every other effect, so that callbacks they call already see it; unlike a layout effect, it causes no warning on a server.
  useInsertionEffect(() => {
    latest.current = value
  })
  return latest
}
