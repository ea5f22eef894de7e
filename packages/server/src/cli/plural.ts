const format = new Intl.NumberFormat('en-US')

/** `1 event`, `1,234 events`. */
export function plural(count: number, noun: string): string {
  return `${format.format(count)} ${noun}${count === 1 ? '' : 's'}`
}
