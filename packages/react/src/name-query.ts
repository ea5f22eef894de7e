type Key = readonly unknown[] | undefined

/** A method of HTTP, with which keys of openapi-react-query begin. */
const METHOD = /^(?:get|put|post|patch|delete|head|options|trace)$/i

/**
 * Names a query by what is the same in each of its keys: a word or a path; a method and a path, as openapi-react-query writes them; the path of a tRPC procedure,
 * behind the app's prefix if there is one; the operation that Hey API names. Everything else in a key may be a value of somebody and is not read.
 *
 * @returns The path that stands for the endpoint, or undefined if nothing names the query.
 * @example
 * ```ts
 * nameQuery(['users', 42]) // => '/query/users'
 * nameQuery([['post', 'byId'], { input: { id: 42 }, type: 'query' }]) // => '/trpc/post.byId'
 * ```
 */
export function nameQuery(key: Key, isMutation = false): string | undefined {
  const [first, second] = key ?? []
  if (typeof first === 'string') return METHOD.test(first) && isPath(second) ? second : nameEndpoint(first)
  const procedure = Array.isArray(second) ? second : first
  if (isProcedure(procedure) && isOfTrpc(key?.at(-1), isMutation)) return `/trpc/${procedure.join('.')}`
  const operation = (first as { readonly _id?: unknown } | null | undefined)?._id
  return typeof operation === 'string' ? nameEndpoint(operation) : undefined
}

function isPath(part: unknown): part is string {
  return typeof part === 'string' && /^(?:\/|https?:)/.test(part)
}

function nameEndpoint(name: string): string {
  return isPath(name) ? name : `/query/${encodeURIComponent(name)}`
}

/** A list that an app has put together may hold a name: tRPC says what kind of query it is, and its mutations have nothing but the path. */
function isOfTrpc(last: unknown, isMutation: boolean): boolean {
  return isMutation ? Array.isArray(last) : typeof (last as { readonly type?: unknown } | null)?.type === 'string'
}

function isProcedure(part: unknown): part is readonly string[] {
  return Array.isArray(part) && part.length > 0 && part.every((word) => /^[a-z_]\w{0,60}$/i.test(String(word)))
}
