import { useEffect } from 'preact/hooks'

/** What one key does. */
export interface Shortcut {
  readonly key: string
  readonly label: string
  readonly run: () => void
}

const storageKey = 'parel-dashboard-shortcuts'

/** Whether single keys do something. Speech input and some hands need them off (WCAG 2.1.4). */
export function readShortcutsEnabled(): boolean {
  try {
    return localStorage.getItem(storageKey) !== 'off'
  } catch {
    // Storage is refused: the default.
    return true
  }
}

/** Remembers the choice. */
export function storeShortcutsEnabled(enabled: boolean): void {
  try {
    if (enabled) localStorage.removeItem(storageKey)
    else localStorage.setItem(storageKey, 'off')
  } catch {
    // Storage is refused: the choice lasts until the page is closed.
  }
}

/** Listens for single keys; never inside a field, a window, or with a modifier. A key that is held acts once. */
export function useShortcuts(shortcuts: readonly Shortcut[], enabled: boolean): void {
  useEffect(() => {
    if (!enabled) return undefined
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      // The menu or a hint is closed by it, and nothing else.
      if (event.key === 'Escape' && document.querySelector(':popover-open')) return
      const shortcut = shortcuts.find(({ key }) => key === event.key.toLowerCase())
      if (!shortcut) return
      event.preventDefault()
      shortcut.run()
    }
    // Before anything else hears it: a hint that Escape closes is still there.
    addEventListener('keydown', onKeyDown, true)
    return () => removeEventListener('keydown', onKeyDown, true)
  }, [shortcuts, enabled])
}

function isTyping(target: EventTarget | null): boolean {
  return !!(document.querySelector('dialog[open]') ?? (target as Element).closest?.('input, textarea, select, [contenteditable]'))
}
