const formats = new Map<string, Intl.DateTimeFormat>()

/** Day (since 1970-01-01) and hour of a time on the clocks of a zone, straight from the zone's rules. */
export function dayAndHour(time: number, timeZone: string): { readonly day: number; readonly hour: number } {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
  formats.set(timeZone, format)
  const [date = '', clock = ''] = format.format(time).split(' ')
  return { day: Date.parse(`${date}T00:00:00Z`) / 86_400_000, hour: Number(clock.slice(0, 2)) }
}
