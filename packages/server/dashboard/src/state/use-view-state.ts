import { useCallback, useEffect, useState } from 'preact/hooks'
import { encodeViewState, parseViewState, type ViewState } from './view-state'

/** How a change enters the history: `push` for a choice, `replace` for each key of a search. */
export type ChangeMode = 'push' | 'replace'

/** Changes parts of the state and the address with it. */
export type ChangeView = (change: Partial<ViewState>, mode?: ChangeMode) => void

/** The state of the address bar, and the one way to change it. */
export function useViewState(): readonly [ViewState, ChangeView] {
  const [state, setState] = useState(() => parseViewState(location.search))
  useEffect(() => {
    const onPopState = () => setState(parseViewState(location.search))
    addEventListener('popstate', onPopState)
    return () => removeEventListener('popstate', onPopState)
  }, [])
  const change = useCallback<ChangeView>((part, mode = 'push') => {
    const next = { ...parseViewState(location.search), ...part }
    const address = location.pathname + encodeViewState(next)
    if (address !== location.pathname + location.search) history[mode === 'push' ? 'pushState' : 'replaceState'](null, '', address)
    setState(next)
  }, [])
  return [state, change]
}
