import type { ReportCount } from '@parel/telemetry-core'
import { useState } from 'preact/hooks'
import { formatCount } from '../format/numbers'
import { RowName } from './row-name'

interface BarListProps {
  readonly caption: string
  readonly nameLabel: string
  readonly countLabel: string
  readonly rows: readonly ReportCount[]
  readonly onPick?: (name: string) => void
  readonly picked?: string | undefined
  readonly pickHint?: string
  readonly tone?: string
  readonly limit?: number
}

/** A small table of names and counts with bars behind the names. */
export function BarList({ caption, nameLabel, countLabel, rows, onPick, picked, pickHint, tone = '', limit = 6 }: BarListProps) {
  const [all, setAll] = useState(false)
  const top = Math.max(...rows.map(({ count }) => count), 1)
  return (
    <>
      <table class={`data data-small ${tone}`}>
        <caption class="hidden">{caption}</caption>
        <thead class="hidden"><tr><th scope="col">{nameLabel}</th><th scope="col">{countLabel}</th></tr></thead>
        <tbody>
          {(all ? rows : rows.slice(0, limit)).map(({ name, count }, index) => (
            <tr key={name} class={picked === name ? 'picked' : ''}>
              <th scope="row" class="name-cell" style={{ '--share': `${(count / top) * 100}%` }}>
                <RowName name={name} onPick={onPick} picked={picked} pickHint={pickHint} />
              </th>
              <td data-tip={`${caption}: ${formatCount(count)}`} tabIndex={onPick || index > 0 ? undefined : 0}>{formatCount(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > limit && <button type="button" class="more" onClick={() => setAll(!all)}>{all ? 'Show fewer' : `Show all ${rows.length}`}</button>}
    </>
  )
}
