/** More days than there can be of events: times before 1970 are refused. */
export const MAX_RETENTION_DAYS = 36_500

/** Refuses a number of days that would seal days that are still to come, or no day at all. 0 keeps today. */
export function checkRetention(days: number): void {
  if (Number.isInteger(days) && days >= 0 && days <= MAX_RETENTION_DAYS) return
  throw new RangeError(`The retention is ${typeof days === 'number' ? days : JSON.stringify(days)}. Give a whole number of days from 0 to ${MAX_RETENTION_DAYS}, for example 30.`)
}
