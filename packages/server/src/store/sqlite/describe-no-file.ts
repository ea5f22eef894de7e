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

/** Why a path is none but an address that the engine would take for one, or null. Of a slash at the end it would say nothing, and what lies beside the file would not be found. */
export function describeAddress(path: string): string | null {
  if (path.includes('\0')) return 'it has a NUL character in it. Give the path of a file, for example "./telemetry.db".'
  if (path.endsWith('/')) return `it is a folder, because of the slash at its end. Give the path of a file, for example ${JSON.stringify(path.replace(/\/{1,99}$/, '') || './telemetry.db')}.`
  if (!path.startsWith('file:')) return null
  const plain = path.replace(/^file:(?:\/\/)?/, '').replace(/[?#][^]*/, '')
  return `that is an address. Give the path alone, for example ${JSON.stringify(plain === '' ? './telemetry.db' : plain)}.`
}
