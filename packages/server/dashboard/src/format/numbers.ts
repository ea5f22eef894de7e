const whole = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 })
const short = new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 1 })
const large = new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 2 })
const percent = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 2 })
const rate = new Intl.NumberFormat(undefined, { style: 'percent', minimumFractionDigits: 2, maximumFractionDigits: 2 })
const twoDecimals = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 })
const oneDecimal = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 })
const byteUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

/** What stands where there is no number. Screen readers get the words from the explanation. */
export const NO_NUMBER = '–'

/** From here on a count is shortened, because nine digits fit into no card and no row. The files hold all of them. */
export const COMPACT_FROM = 10_000_000

/** `1543` → `1,543`, `1543000000` → `1.54B`. */
export function formatCount(value: number | null): string {
  if (value === null) return NO_NUMBER
  return value < COMPACT_FROM ? whole.format(value) : large.format(value)
}

/** `15430` → `15.4K`: for axes and narrow places. */
export function formatShortCount(value: number): string {
  return Math.abs(value) < 10_000 ? whole.format(value) : short.format(value)
}

/** `24.7` → `24.70%`: what was measured per 100, as the report rounds it, so that the numbers of a column stand under each other. */
export function formatRate(value: number | null): string {
  return value === null ? NO_NUMBER : rate.format(value / 100)
}

/** `75` → `75%`: a share or a change that was rounded before, and the ticks of an axis. The value is already a percentage. */
export function formatPercent(value: number | null): string {
  return value === null ? NO_NUMBER : percent.format(value / 100)
}

/** `145.3` → `145ms`, `1520` → `1.52s`: for latencies. */
export function formatLatency(ms: number | null): string {
  if (ms === null) return NO_NUMBER
  if (ms < 10) return `${oneDecimal.format(ms)}ms`
  if (ms < 1000) return `${whole.format(ms)}ms`
  return ms < 60_000 ? `${twoDecimals.format(ms / 1000)}s` : formatLength(ms)
}

/** `423000` → `7m 3s`: for sessions and visible time. */
export function formatLength(ms: number | null): string {
  if (ms === null) return NO_NUMBER
  const seconds = Math.round(ms / 1000)
  if (seconds < 60) return `${seconds}s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return joinUnits(minutes, 'm', seconds % 60, 's')
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? joinUnits(hours, 'h', minutes % 60, 'm') : joinUnits(Math.floor(hours / 24), 'd', hours % 24, 'h')
}

/** `65536` → `1m`: a length under an axis, where half a minute says nothing. The hint of a bar has it in full. */
export function formatRoundLength(ms: number): string {
  const unit = ms < 60_000 ? 1000 : ms < 3_600_000 ? 60_000 : 3_600_000
  return formatLength(Math.round(ms / unit) * unit)
}

/** `1536` → `1.5 kB`. */
export function formatBytes(bytes: number | null): string {
  if (bytes === null) return NO_NUMBER
  const power = Math.min(byteUnits.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3))
  return new Intl.NumberFormat(undefined, { style: 'unit', unit: byteUnits[power] ?? 'byte', maximumFractionDigits: 1 }).format(
    bytes / 1000 ** power,
  )
}

function joinUnits(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large}${largeUnit}` : `${large}${largeUnit} ${small}${smallUnit}`
}
