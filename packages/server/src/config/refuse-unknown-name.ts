import { ConfigError } from '../config-error'

/** Refuses an unknown name, suggesting the one that was probably meant, or all known ones. `place` is, for example, " in telemetry.config.json". */
export function refuseUnknownName(name: string, { known, what, place = '' }: { readonly known: readonly string[]; readonly what: string; readonly place?: string }): void {
  if (known.includes(name)) return
  const meant = findMeant(name, known)
  const cure = meant === undefined ? `Give one of: ${known.join(', ')}.` : `Did you mean "${meant}"?`
  throw new ConfigError(`"${name.slice(0, 60)}"${place} is no ${what}. ${cure}`)
}

/** The one that was meant, where a name is nearly one of those that are known. */
export function findMeant(name: string, known: readonly string[]): string | undefined {
  return known.find((candidate) => isNear(name.toLowerCase(), candidate.toLowerCase()))
}

/** One letter too many, missing, another, or two in the wrong order; or the beginning of the name. */
function isNear(typed: string, name: string): boolean {
  if (typed.length >= 4 && name.startsWith(typed)) return true
  const start = [...name].findIndex((letter, index) => typed[index] !== letter)
  if (start < 0) return typed.length === name.length + 1
  const [left, right] = [typed.slice(start), name.slice(start)]
  const isSwapped = left[0] === right[1] && left[1] === right[0] && left.slice(2) === right.slice(2)
  return isSwapped || left.slice(1) === right || left === right.slice(1) || left.slice(1) === right.slice(1)
}
