import { formatPercent } from './numbers'

/** Which direction of a number is good. */
export type Polarity = 'up' | 'down' | 'neutral'

/** A change against the previous period, ready to show. */
export interface Change {
  readonly arrow: '↑' | '↓' | '→' | ''
  readonly text: string
  /** What the colour says; the arrow and the words say it too. */
  readonly tone: 'good' | 'bad' | 'neutral'
  readonly spoken: string
}

/** Compares a number with the one before. Undefined when one of the two does not exist. */
export function compareNumbers(current: number | null, previous: number | null | undefined, polarity: Polarity): Change | undefined {
  if (current === null || previous === null || previous === undefined) return undefined
  if (current === previous) return { arrow: '→', text: formatPercent(0), tone: 'neutral', spoken: 'unchanged from the previous period' }
  const rose = current > previous
  const tone = polarity === 'neutral' ? 'neutral' : (polarity === 'up') === rose ? 'good' : 'bad'
  const verdict = tone === 'good' ? ', better' : tone === 'bad' ? ', worse' : ''
  const direction = rose ? 'up' : 'down'
  if (previous === 0) return { arrow: '↑', text: 'new', tone, spoken: `up from zero in the previous period${verdict}` }
  const text = formatChangePercent((Math.abs(current - previous) / Math.abs(previous)) * 100)
  return { arrow: rose ? '↑' : '↓', text, tone, spoken: `${direction} ${text} from the previous period${verdict}` }
}

function formatChangePercent(percent: number): string {
  if (percent > 999) return '>999%'
  return formatPercent(percent < 10 ? Math.round(percent * 10) / 10 : Math.round(percent))
}
