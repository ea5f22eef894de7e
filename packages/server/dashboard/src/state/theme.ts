/** What the viewer chose; `system` follows the device. */
export const THEMES = ['system', 'light', 'dark'] as const

/** One of {@link THEMES}. */
export type Theme = (typeof THEMES)[number]

const storageKey = 'parel-dashboard-theme'

/** The choice of the last visit. */
export function readTheme(): Theme {
  try {
    const stored = localStorage.getItem(storageKey)
    return THEMES.find((theme) => theme === stored) ?? 'system'
  } catch {
    // Storage is refused: the device decides.
    return 'system'
  }
}

/** Shows and remembers a choice. */
export function applyTheme(theme: Theme): void {
  document.documentElement.style.colorScheme = theme === 'system' ? '' : theme
  try {
    if (theme === 'system') localStorage.removeItem(storageKey)
    else localStorage.setItem(storageKey, theme)
  } catch {
    // Storage is refused: the choice lasts until the page is closed.
  }
}
