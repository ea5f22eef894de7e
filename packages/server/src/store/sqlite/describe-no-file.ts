/**
 * Why a path cannot be the store's, or null. SQLite gives each connection a database in memory of its own, and the store has several; of an address, such as other
 * tools take, it would open the file, and nobody else would find it under that name.
 */
export function describeNoFile(path: string): string | null {
  if (/^(?:file:)?:memory:|[?&]mode=memory\b/.test(path)) {
    return 'the store shares one file among its threads. Give the path of a file; for a test, give createTelemetryServer the option store: memoryStore() instead.'
  }
  return describeAddress(path)
}

/** Why a path is none but an address that the engine would take for one, or null. */
export function describeAddress(path: string): string | null {
  if (!path.startsWith('file:')) return null
  const plain = path.replace(/^file:(?:\/\/)?/, '').replace(/[?#][^]*/, '')
  return `that is an address. Give the path alone, for example ${JSON.stringify(plain === '' ? './telemetry.db' : plain)}.`
}
