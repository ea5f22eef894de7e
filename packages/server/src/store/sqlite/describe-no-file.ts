/** Why a path cannot be the store's, or null. SQLite gives each connection a database in memory of its own, and the store has several. */
export function describeNoFile(path: string): string | null {
  if (!/^(?:file:)?:memory:|[?&]mode=memory\b/.test(path)) return null
  return 'the store shares one file among its threads. Give the path of a file; for a test, give createTelemetryServer the option store: memoryStore() instead.'
}
