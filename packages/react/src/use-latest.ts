import { useInsertionEffect, useRef, type RefObject } from 'react'

/** Keeps the value of the last committed render, for callbacks that must not change. */
export function useLatest<Value>(value: Value): Readonly<RefObject<Value>> {
  const latest = useRef(value)
  // Before every other effect, so that a callback called by one already sees it; unlike a layout effect it is silent on a server.
  useInsertionEffect(() => {
    latest.current = value
  })
  return latest
}
