import type { ComponentChildren } from 'preact'
import type { SessionInfo } from '../api/api'
import { THEMES, type Theme } from '../state/theme'
import type { ChangeView } from '../state/use-view-state'
import { encodeViewState, type View, type ViewState } from '../state/view-state'
import { Icon, type IconName } from './icon'
import { Logo } from './logo'
import { Segmented } from './segmented'

/** What each view is called. */
export const VIEW_TITLES: Record<View, string> = { overview: 'Overview', live: 'Live', health: 'Data health', privacy: 'Privacy' }

/** The views that a role may open. A share link shows numbers, never single events. */
export function allowedViews({ role }: SessionInfo): readonly View[] {
  return role === 'admin' ? ['overview', 'live', 'health', 'privacy'] : ['overview', 'health', 'privacy']
}

/** One line of the menu. */
export interface MenuItem {
  readonly label: string
  readonly icon: IconName
  readonly run: () => void
}

interface HeaderProps {
  readonly session: SessionInfo
  readonly state: ViewState
  readonly change: ChangeView
  readonly theme: Theme
  readonly onTheme: (theme: Theme) => void
  readonly items: readonly MenuItem[]
  /** How fresh the numbers are. */
  readonly status: ComponentChildren
}

/** Name, views and menu. */
export function Header({ session, state, change, theme, onTheme, items, status }: HeaderProps) {
  return (
    <header class="top">
      <div class="top-inner">
        <span class="brand"><Logo /><h1>Telemetry</h1></span>
        <nav class="views" aria-label="Views">
          {allowedViews(session).map((view) => (
            <a
              key={view} href={location.pathname + encodeViewState({ ...state, view })} aria-current={view === state.view ? 'page' : undefined}
              onClick={(event) => {
                if (event.metaKey || event.ctrlKey || event.shiftKey) return
                event.preventDefault()
                change({ view })
              }}
            >
              {VIEW_TITLES[view]}
            </a>
          ))}
        </nav>
        {status}
        {session.role === 'share' && <span class="badge">read-only</span>}
        <button type="button" class="icon-button menu-button" aria-label="Menu" popovertarget="menu"><Icon name="more" /></button>
        <Menu theme={theme} onTheme={onTheme} items={items} />
      </div>
    </header>
  )
}

function Menu({ theme, onTheme, items }: Pick<HeaderProps, 'theme' | 'onTheme' | 'items'>) {
  const close = () => document.getElementById('menu')?.hidePopover()
  return (
    <div id="menu" class="menu" popover="auto">
      <Segmented label="Theme">
        {THEMES.map((each) => (
          <button key={each} type="button" aria-pressed={each === theme} onClick={() => onTheme(each)}>{each}</button>
        ))}
      </Segmented>
      {items.map(({ label, icon, run }) => (
        <button
          key={label} type="button" class="menu-item"
          onClick={() => {
            close()
            run()
          }}
        >
          <Icon name={icon} />{label}
        </button>
      ))}
    </div>
  )
}
