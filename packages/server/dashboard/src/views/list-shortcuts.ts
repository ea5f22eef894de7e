import { VIEW_TITLES } from '../parts/header'
import { PERIODS } from '../parts/period-bar'
import type { Shortcut } from '../state/shortcuts'
import type { ChangeView } from '../state/use-view-state'
import { changeFilters, type View, type ViewState } from '../state/view-state'

interface ShortcutParts {
  readonly state: ViewState
  readonly change: ChangeView
  readonly refresh: () => void
  readonly showSheet: () => void
  readonly views: readonly View[]
}

/** Every single key of the page. */
export function listShortcuts({ state, change, refresh, showSheet, views }: ShortcutParts): readonly Shortcut[] {
  return [
    ...PERIODS.map(({ key, label, days }) => ({ key, label: days === 1 ? label : `Last ${label}`, run: () => change({ range: { days } }) })),
    { key: 'x', label: 'Compare with the previous period, or not', run: () => change({ compare: !state.compare }) },
    { key: 'r', label: 'Refresh', run: refresh },
    { key: '/', label: 'Search in the first table', run: () => document.querySelector<HTMLInputElement>('.search input')?.focus() },
    ...views.map((view, index) => ({ key: String(index + 1), label: VIEW_TITLES[view], run: () => change({ view }) })),
    { key: 'escape', label: 'Remove all filters', run: () => state.filters.size > 0 && change(changeFilters(state, new Map())) },
    { key: '?', label: 'This list', run: showSheet },
  ]
}
