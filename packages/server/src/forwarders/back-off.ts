const FIRST_MS = 1000
const LONGEST_MS = 60_000

/**
 * How long to rest after so many failures in a row: twice as long each time, up to a minute, of which a random part of the second half is left out,
 * so that many processes do not return at once.
 */
export function backOffMs(failures: number, random: () => number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(16, failures - 1))
  return Math.round(full * (0.5 + random() / 2))
}
