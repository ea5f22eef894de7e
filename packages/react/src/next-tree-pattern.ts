import { alignPath, type RouteParamList } from './align-path'

/** A parameter, or a word of the route, which has no value; then its text in the address. */
type Segment = readonly [name: string, value: RouteParamList[number][1], text: string]

/**
 * Names the page by the tree of an App Router, which holds also what `useParams` hides: where two slots have a parameter of the same name, it tells only
 * one value, and a slot keeps what it showed when the page beside it changes.
 *
 * Where the address is that of the page itself, the slots beside it are left out: a catch-all in a slot, which closes a modal, fits every address. So
 * are segments that a rewrite puts in front, such as a language.
 *
 * @param page - The pathname with the parameters that `useParams` tells.
 * @param state - `history.state`, where Next.js 14 to 16 keeps the whole tree. Undefined is returned when there is none.
 */
export function nameByTree(page: string, pathname: string, state: unknown): string | undefined {
  const kept = (state as { __PRIVATE_NEXTJS_INTERNALS_TREE?: unknown } | null)?.__PRIVATE_NEXTJS_INTERNALS_TREE
  const own: Segment[] = []
  const all: Segment[] = []
  /** A part of the tree is its own segment, then the parts below by slot; a segment with a parameter is its name, value and kind. */
  const list = (part: unknown, isOwn: boolean) => {
    if (!Array.isArray(part)) return
    const [name, text = name, kind] = [part[0]].flat().map(String) as [string, string?, string?]
    const segment: Segment = [name, kind && (kind.startsWith('d') ? text : text.split('/')), text]
    all.push(segment)
    // The root, groups, slots and the page itself are no part of an address.
    if (isOwn && !/^(?:$|\(|__)/.test(text)) own.push(segment)
    const slots = part[1] as Readonly<Record<string, unknown>>
    for (const slot in slots) list(slots[slot], isOwn && slot === 'children')
  }
  list((kept as { tree?: unknown } | undefined)?.tree ?? kept, true)
  while (own[0] && own.map(([, , text]) => `/${text}`).join('') !== pathname.replace(/\/$/, '')) own.shift()
  // What `useParams` tells is kept: the page stands elsewhere, behind an intercepted one or another rewrite.
  return all[0] && alignPath(own[0] ? pathname : page, own[0] ? own : all)
}
