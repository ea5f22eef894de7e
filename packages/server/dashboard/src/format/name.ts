/** What stands where a name is empty or missing, so that a row never looks broken. */
export function showName(name: string | null | undefined): string {
  return name ? name : '(none)'
}

const collected = new Map([
  ['(rare)', 'Everything that too few sessions did to be shown by name.'],
  ['[other]', 'Everything beyond the number of names kept per day.'],
])

/** Why a row has no name of its own, for the rows in which the server joins others. Such a row cannot be filtered by. */
export function explainCollected(name: string): string | undefined {
  return collected.get(name)
}
