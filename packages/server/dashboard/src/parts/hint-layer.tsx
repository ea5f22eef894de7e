import { useEffect, useRef, useState } from 'preact/hooks'

interface Hint {
  readonly text: string
  readonly box: DOMRect
}

const hoverDelayMs = 250
const gap = 8

/**
 * The one hint of the page. It watches for elements that carry an explanation: `aria-describedby` (heard too) or `data-tip`
 * (whose numbers stand in a table as well). Escape hides it; it stays while the pointer rests on it.
 */
export function HintLayer() {
  const [hint, setHint] = useState<Hint | null>(null)
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => watchHints(setHint), [])
  useEffect(() => {
    if (hint && ref.current) place(ref.current, hint.box)
  }, [hint])
  return hint && <div ref={ref} class="hint" popover="manual" aria-hidden="true">{hint.text}</div>
}

function watchHints(show: (hint: Hint | null) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let current: Element | null | undefined
  const open = (element: Element | null | undefined, delayMs = 0) => {
    if (element === current) return
    clearTimeout(timer)
    current = element
    const text = element && readText(element)
    if (!element || !text) show(null)
    else timer = setTimeout(() => show({ text, box: element.getBoundingClientRect() }), delayMs)
  }
  const find = (target: EventTarget | null) => (target as Element | null)?.closest?.('[aria-describedby],[data-tip],[data-tip-from]')
  const listeners: readonly (readonly [string, (event: Event) => void])[] = [
    ['pointerover', (event) => (event.target as Element).closest?.('.hint') || open(find(event.target), hoverDelayMs)],
    ['focusin', (event) => open((event.target as Element).matches(':focus-visible') ? find(event.target) : null)],
    ['focusout', () => open(null)],
    ['keydown', (event) => (event as KeyboardEvent).key === 'Escape' && open(null)],
    ['scroll', () => {
      const shown = current
      open(null)
      // What has the focus may have been scrolled into the screen for it.
      if (shown === find(document.querySelector(':focus-visible'))) open(shown)
    }],
  ]
  for (const [name, listener] of listeners) document.addEventListener(name, listener, true)
  return () => {
    clearTimeout(timer)
    for (const [name, listener] of listeners) document.removeEventListener(name, listener, true)
  }
}

function readText(element: Element): string | null {
  const id = element.getAttribute('aria-describedby') ?? element.getAttribute('data-tip-from')
  const description = id ? document.getElementById(id) : null
  // What stands on the page already needs no hint, which would only cover it.
  return element.getAttribute('data-tip') ?? (description?.checkVisibility() ? null : (description?.textContent ?? null))
}

function place(hint: HTMLElement, box: DOMRect): void {
  // Only the top layer is above an open window.
  if (!hint.matches(':popover-open')) hint.showPopover()
  const { offsetWidth: width, offsetHeight: height } = hint
  const left = Math.max(gap, Math.min(innerWidth - width - gap, (box.left + box.right - width) / 2))
  const above = box.top - height - gap
  hint.style.left = `${left}px`
  hint.style.top = `${above < gap ? box.bottom + gap : above}px`
  hint.classList.add('hint-placed')
}
