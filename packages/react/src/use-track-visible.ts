import { useCallback, useRef, type RefCallback } from 'react'
import type { TypedActionName, TypedMetadata } from './typed-action'
import { useAction } from './use-action'
import { useLatest } from './use-latest'

/** Options of {@link useTrackVisible}. */
export interface TrackVisibleOptions<Name extends TypedActionName = TypedActionName> {
  readonly metadata?: TypedMetadata<Name> | undefined
  /**
   * Share of the element that must be in view, 0 to 1; any other number means the default. An element taller than two windows never has half
   * in view: give it a smaller share.
   *
   * @default 0.5
   */
  readonly threshold?: number | undefined
}

/**
 * Records an action when an element comes into view, once for each element.
 *
 * @returns A ref with a stable identity.
 * @example
 * ```tsx
 * const ref = useTrackVisible('pricing_seen')
 * return <section ref={ref}>…</section>
 * ```
 */
export function useTrackVisible<const Name extends TypedActionName>(action: Name, options: TrackVisibleOptions<Name> = {}): RefCallback<Element> {
  const recordAction = useAction()
  const latest = useLatest({ action, options })
  const watcher = useRef<IntersectionObserver | null>(null)
  const recorded = useRef(new WeakSet<Element>())
  return useCallback(
    (element) => {
      watcher.current?.disconnect()
      watcher.current = null
      if (!element || recorded.current.has(element) || typeof IntersectionObserver === 'undefined') return
      const { threshold = NaN } = latest.current.options
      watcher.current = new IntersectionObserver(
        (entries, observer) => {
          if (!entries.some(({ isIntersecting }) => isIntersecting)) return
          observer.disconnect()
          recorded.current.add(element)
          recordAction(latest.current.action, latest.current.options.metadata)
        },
        // The browser throws for other numbers, and React would unmount the page.
        { threshold: threshold >= 0 && threshold <= 1 ? threshold : 0.5 },
      )
      watcher.current.observe(element)
    },
    [recordAction, latest],
  )
}
