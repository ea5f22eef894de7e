import type { RouteParams } from './align-path'

type Param = readonly [name: string, value: RouteParams[string]]

/**
 * Lists the parameters of an App Router that `useParams` hides: where two slots have one of the same name, it tells only one value, and a slot
 * keeps what it showed when the page beside it changes. So `/users/ada` behind a modal `/photo/[name]` would not be recognized.
 *
 * @param state - `history.state`, where Next.js 14 to 16 keeps the whole tree. Undefined is returned when there is none.
 */
export function listShadowedParams(state: unknown, params: RouteParams): readonly Param[] | undefined {
  const kept = (state as { __PRIVATE_NEXTJS_INTERNALS_TREE?: unknown } | null)?.__PRIVATE_NEXTJS_INTERNALS_TREE
  const tree = (kept as { tree?: unknown } | undefined)?.tree ?? kept
  if (!Array.isArray(tree)) return undefined
  return listParams(tree).filter(([name, value]) => join(params[name]) !== join(value))
}

/** A part of the tree is its own segment, then the parts below by slot; a parameter is its name, value and kind. */
function listParams([segment, slots]: readonly unknown[]): Param[] {
  const below = Object.values((slots ?? {}) as object).flatMap((part) => (Array.isArray(part) ? listParams(part) : []))
  if (!Array.isArray(segment)) return below
  const [name, value, kind] = segment.map(String) as [string, string, string]
  return [[name, /^o?c/.test(kind) ? value.split('/') : value], ...below]
}

function join(value: RouteParams[string]): string {
  return [value].flat().join('/')
}
