import type { ReportCount } from '@parel/telemetry-core'
import { ShareBar } from '../charts/share-bar'
import { sumCounts } from '../format/counts'

const classes = [
  { name: '2xx', tone: 'good' },
  { name: '3xx', tone: 'calm' },
  { name: '4xx', tone: 'warn' },
  { name: '5xx', tone: 'bad' },
  { name: 'no answer', tone: 'mute' },
] as const

/** Status codes joined to their classes, as one thin bar. */
export function StatusBar({ codes }: { readonly codes: readonly ReportCount[] }) {
  return <ShareBar none="no status" parts={classes.map((each) => ({ ...each, count: sumCounts(codes.filter(({ name }) => classOf(name) === each.name)) }))} />
}

function classOf(code: string): string {
  return /^[2-5]\d\d$/.test(code) ? `${code[0]}xx` : /^1\d\d$/.test(code) ? '2xx' : 'no answer'
}
