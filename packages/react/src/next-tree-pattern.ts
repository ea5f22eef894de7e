import { alignPath, type RouteParamList } from './align-path'

/** A parameter, or a word of the route, which has no value; followed by its text in the path. */
type Segment = readonly [name: string, value: RouteParamList[number][1], text: string]

/**
 * Names the page by the App Router's tree, which also contains what `useParams` hides: if two slots have a parameter of the same name, `useParams` has only
 * one value, and a slot keeps what it showed when the page next to it changes.
 *
 * If the path is that of the page itself, the slots next to it are left out: a catch-all in a slot, which closes a modal, matches every path. So
 * are segments that a rewrite puts in front, such as a language.
 *
 * @param page - The pathname with the parameters that `useParams` returns.
 * @param state - `history.state`, where Next.js 14 to 16 keeps the whole tree. Without a tree the result is undefined.
 */
export function nameByTree(page: string, pathname: string, state: unknown): string | undefined {
  const kept = (state as { __PRIVATE_NEXTJS_INTERNALS_TREE?: unknown } | null)?.__PRIVATE_NEXTJS_INTERNALS_TREE
  const own: Segment[] = []
  const all: Segment[] = []
  /** A node of the tree is its own segment, then its child nodes by slot; a segment with a parameter has a name, value and kind. */
  const list = (part: unknown, isOwn: boolean) => {
    if (!Array.isArray(part)) return
    const [name, text = name, kind] = [part[0]].flat().map(String) as [string, string?, string?]
    const segment: Segment = [name, kind && (kind.startsWith('d') ? text : text.split('/')), text]
    all.push(segment)
    // The root, groups, slots and the page itself are not part of a path.
    if (isOwn && !/^(?:$|__|\()/.test(text)) own.push(segment)
    const slots = part[1] as Readonly<Record<string, unknown>>
    for (const slot in slots) list(slots[slot], isOwn && slot === 'children')
  }
  list((kept as { tree?: unknown } | undefined)?.tree ?? kept, true)
  while (own[0] && own.map(([, , text]) => `/${text}`).join('') !== pathname.replace(/\/$/, '')) own.shift()
  // The pattern from `useParams` is kept if the page is elsewhere, behind an intercepted one or another rewrite.
  return all[0] && alignPath(own[0] ? pathname : page, own[0] ? own : all)
}
