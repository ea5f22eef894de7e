import type { ComponentChildren } from 'preact'
import { useDashboard } from '../state/dashboard-context'
import { Icon } from './icon'

/** The search of one panel. */
export interface Search {
  readonly words: string
  readonly matches: (name: string) => boolean
  /** The field to type in. */
  readonly field: ComponentChildren
}

/** The search of a panel, whose words live in the address under `id`. */
export function useSearch(id: string, title: string): Search {
  const { state, change } = useDashboard()
  const words = state.searches.get(id) ?? ''
  const needle = words.toLocaleLowerCase()
  return {
    words,
    matches: (name) => name.toLocaleLowerCase().includes(needle),
    field: (
      <label class="search">
        <Icon name="search" />
        <input
          type="search" value={words} placeholder="Search" aria-label={`Search ${title}`}
          onInput={(event) => change({ searches: new Map(state.searches).set(id, event.currentTarget.value) }, 'replace')}
        />
      </label>
    ),
  }
}

/** Says that nothing fits the words. */
export function NoMatch({ words }: { readonly words: string }) {
  return <p class="panel-empty" aria-live="polite">Nothing matches “{words}”.</p>
}
