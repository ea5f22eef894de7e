import { useEffect, useState } from 'preact/hooks'
import type { Report } from '@parel/telemetry-core'
import { formatDays, formatStep } from '../format/dates'
import type { ChangeView } from '../state/use-view-state'
import type { Filter, Filters } from '../state/filters'
import { changeFilters, type ViewState } from '../state/view-state'
import { isEmpty, readPrevious } from '../state/read-previous'
import { showName } from '../format/name'
import { Icon } from './icon'
import { RangeDialog } from './range-dialog'
import { Segmented } from './segmented'
import { Switch } from './switch'

/** The periods of the bar, each with its key. */
export const PERIODS = [
  { days: 1, short: 'Today', label: 'Today', key: 't' },
  { days: 7, short: '7d', label: '7 days', key: 'w' },
  { days: 30, short: '30d', label: '30 days', key: 'm' },
  { days: 90, short: '90d', label: '90 days', key: 'q' },
  { days: 365, short: '12m', label: '12 months', key: 'y' },
] as const

interface PeriodBarProps {
  readonly state: ViewState
  readonly change: ChangeView
  readonly report: Report | undefined
}

/** The one period of the whole page, the comparison, and what it is narrowed to. */
export function PeriodBar({ state, change, report }: PeriodBarProps) {
  const [choosing, setChoosing] = useState(false)
  const { range } = state
  const custom = 'from' in range || !PERIODS.some(({ days }) => days === range.days)
  return (
    <div class="period-bar">
      <Segmented label="Period">
        {PERIODS.map(({ days, short, label }) => (
          <button key={days} type="button" title={label} aria-pressed={'days' in range && range.days === days} onClick={() => change({ range: { days } })}>
            <span class="if-wide">{label}</span><span class="if-narrow">{short}</span>
          </button>
        ))}
        <button type="button" title="Custom range" aria-pressed={custom} aria-haspopup="dialog" onClick={() => setChoosing(true)}>
          <Icon name="calendar" /><span class="custom-name">Custom</span>
        </button>
      </Segmented>
      <Switch label="Compare" checked={state.compare} onChange={(compare) => change({ compare })} />
      {report && <PeriodText report={report} />}
      <Chips state={state} change={change} />
      {choosing && <RangeDialog report={report} onClose={() => setChoosing(false)} onChoose={(chosen) => change({ range: chosen })} />}
    </div>
  )
}

function PeriodText({ report }: { readonly report: Report }) {
  const { period, previous, timeZone } = report
  const before = readPrevious(report)
  // Whoever began to record in the midst of it compares three days with seven, and takes that for growth.
  const first = before?.series?.find((step) => !isEmpty(step))
  return (
    <p class="period-text">
      <bdi aria-live="polite">{formatDays(period.startDate, period.endDate, timeZone)}</bdi>
      {timeZone && ` · ${timeZone}`}
      {previous && (
        <span class="quiet">
          {' '}· {before ? 'compared with' : 'no events in'} <bdi>{formatDays(previous.period.startDate, previous.period.endDate, timeZone)}</bdi>
          {before?.until && `, until ${formatStep(before.until)}`}
          {first && first !== before?.series?.[0] && `, events from ${formatStep(first.time)}`}
        </span>
      )}
    </p>
  )
}

const narrowed: Record<Filter, readonly string[]> = { page: ['views', 'actions', 'errors', 'journeys', 'web vitals'], endpoint: ['API calls'], action: ['actions'], error: ['errors'] }

// The words of docs/http-api.md: a filter touches only what has its dimension.
function listNarrowed(filters: Filters): string {
  const names = new Set([...filters.keys()].flatMap((filter) => narrowed[filter]))
  return new Intl.ListFormat('en').format(names)
}

function Chips({ state, change }: Pick<PeriodBarProps, 'state' | 'change'>) {
  // The focus goes with the chip that had it: whoever uses the keyboard would have to begin at the top.
  useEffect(() => () => (document.querySelector<HTMLElement>(':focus') ?? document.querySelector('main'))?.focus(), [state.filters.size])
  if (state.filters.size === 0) return null
  const remove = (filter: Filter) => {
    const filters = new Map(state.filters)
    filters.delete(filter)
    change(changeFilters(state, filters))
  }
  return (
    <ul class="chips" aria-label="Filters">
      {[...state.filters].map(([filter, value]) => (
        <li key={filter}>
          <button type="button" class="chip" title={value} onClick={() => remove(filter)}>
            <span class="hidden">Remove filter </span><span class="chip-name">{filter}</span> <span class="chip-value"><bdi>{showName(value)}</bdi></span> <Icon name="close" />
          </button>
        </li>
      ))}
      {state.filters.size > 1 && <li><button type="button" class="chip chip-all" onClick={() => change(changeFilters(state, new Map()))}>Clear all</button></li>}
      <li class="chips-note">narrows {listNarrowed(state.filters)}; all else is of the whole app</li>
    </ul>
  )
}
