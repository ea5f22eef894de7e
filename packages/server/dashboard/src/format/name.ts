/** What stands where a name is empty or missing, so that a row never looks broken. */
export function showName(name: string | null | undefined): string {
  return name ? name : '(none)'
}
