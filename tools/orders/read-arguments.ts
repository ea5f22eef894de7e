const USAGE = 'Give the number of seconds and a whole number as the seed'

export interface SearchArguments {
  readonly seconds: number
  readonly seed: number
  /** Empty for all. */
  readonly room: string
}

/**
 * Reads what a search was started with.
 *
 * @param rooms - What may be given as the third argument; none by default.
 * @throws If an argument is missing or is not what it should be.
 */
export function readArguments([seconds = '', seed = '', room = '', ...others]: readonly string[], rooms: readonly string[] = []): SearchArguments {
  const ofRooms = rooms.length > 0 ? `, and, if only one package is to change, its name (${rooms.join(', ')})` : ''
  const refuse = (given: string) => {
    throw new Error(`"${given}" cannot be used. ${USAGE}${ofRooms}: for example "300 1".`)
  }
  if (!/^[1-9]\d{0,4}$/.test(seconds)) refuse(seconds)
  if (!/^\d{1,9}$/.test(seed)) refuse(seed)
  if (room !== '' && !rooms.includes(room)) refuse(room)
  if (others.length > 0) refuse(others.join(' '))
  return { seconds: Number(seconds), seed: Number(seed), room }
}
