import type { Report } from '@parel/telemetry-core'
import { useState } from 'preact/hooks'
import { toDay } from '../format/dates'
import type { Range } from '../state/view-state'
import { Dialog } from './dialog'

interface RangeDialogProps {
  readonly report: Report | undefined
  readonly onClose: () => void
  readonly onChoose: (range: Range) => void
}

/** First and last day of a period of one's own. */
export function RangeDialog({ report, onClose, onChoose }: RangeDialogProps) {
  const [from, setFrom] = useState(report ? toDay(report.period.startDate, report.timeZone) : '')
  const [to, setTo] = useState(report ? toDay(report.period.endDate, report.timeZone) : '')
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    onChoose(from <= to ? { from, to } : { from: to, to: from })
    onClose()
  }
  return (
    <Dialog title="Custom range" onClose={onClose}>
      <form class="form" onSubmit={submit}>
        <div class="form-row">
          <label class="field"><span>First day</span><input type="date" required value={from} onInput={(event) => setFrom(event.currentTarget.value)} /></label>
          <label class="field"><span>Last day</span><input type="date" required value={to} onInput={(event) => setTo(event.currentTarget.value)} /></label>
        </div>
        <p class="quiet small">Both days are included{report?.timeZone ? `, in ${report.timeZone}` : ''}.</p>
        <button type="submit" class="button button-primary">Show this range</button>
      </form>
    </Dialog>
  )
}
