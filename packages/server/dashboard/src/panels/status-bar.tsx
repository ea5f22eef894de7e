import type { ReportCount } from '@parel/telemetry-core'
import { Picture } from '../charts/picture'
import { sumCounts } from '../format/counts'
import { formatCount } from '../format/numbers'

const classes = [
  { name: '2xx', tone: 'good' },
  { name: '3xx', tone: 'calm' },
  { name: '4xx', tone: 'warn' },
  { name: '5xx', tone: 'bad' },
  { name: 'no answer', tone: 'mute' },
] as const

/** Status codes joined to their classes, as one thin bar; each part says its name and count. */
export function StatusBar({ codes }: { readonly codes: readonly ReportCount[] }) {
  const parts = classes.map((each) => ({ ...each, count: sumCounts(codes.filter(({ name }) => classOf(name) === each.name)) })).filter(({ count }) => count > 0)
  const text = parts.map(({ name, count }) => `${name}: ${formatCount(count)}`).join(', ')
  return (
    <Picture className="status-bar" label={text || 'no status'} tip={text}>
      {parts.map(({ name, tone, count }) => <span key={name} class={`part tone-${tone}`} style={{ '--grow': count }} />)}
    </Picture>
  )
}

function classOf(code: string): string {
  return /^[2-5]\d\d$/.test(code) ? `${code[0]}xx` : /^1\d\d$/.test(code) ? '2xx' : 'no answer'
}
