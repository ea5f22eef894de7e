import type { Report } from '@parel/telemetry-core'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Api, SessionInfo } from '../api/api'
import type { ChangeView } from './use-view-state'
import type { Filter } from './filters'
import { changeFilters, type ViewState } from './view-state'

/** What every panel may see. */
export interface Dashboard {
  readonly api: Api
  readonly session: SessionInfo
  readonly state: ViewState
  readonly change: ChangeView
  readonly report: Report
  /** Whether the report answers what the state asks: not while another one loads, or when it failed. */
  readonly isAnswer: boolean
}

/** Given once at the top of the overview. */
export const DashboardContext = createContext<Dashboard | null>(null)

/** The dashboard of the panel that asks. */
export function useDashboard(): Dashboard {
  const dashboard = useContext(DashboardContext)
  if (!dashboard) throw new Error('A panel was drawn outside of the overview.')
  return dashboard
}

/** Sets a filter, or removes it when it is set to this value already. */
export function toggleFilter({ state, change }: Pick<Dashboard, 'state' | 'change'>, filter: Filter, value: string): void {
  const filters = new Map(state.filters)
  if (filters.get(filter) === value) filters.delete(filter)
  else filters.set(filter, value)
  change(changeFilters(state, filters))
}
