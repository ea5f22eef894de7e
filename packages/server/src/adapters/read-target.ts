/** What the first line of a request asks for. */
export interface RequestTarget {
  /** Still encoded. */
  readonly path: string
  readonly query: string
  /** Host and port, where the line names them: then it counts, and not the header (RFC 9112, 3.2.2). */
  readonly host: string | null
}

/**
 * Reads the target of a request. Most are a path; what goes through a proxy of the client's may come as a whole address, which a server has to take.
 *
 * @example
 * ```ts
 * readTarget('http://shop.example/api/telemetry?days=7')
 * // => { path: '/api/telemetry', query: 'days=7', host: 'shop.example' }
 * ```
 */
export function readTarget(target: string): RequestTarget {
  if (target.startsWith('/')) return { ...splitQuery(target), host: null }
  const [front = '', host] = /^https?:\/\/(?:[^/?#@]{0,255}@)?([^/?#@]{1,255})/i.exec(target) ?? []
  if (host === undefined) return { ...splitQuery(target), host: null }
  const rest = target.slice(front.length)
  return { ...splitQuery(rest.startsWith('/') ? rest : `/${rest}`), host }
}

function splitQuery(target: string): Pick<RequestTarget, 'path' | 'query'> {
  const mark = target.indexOf('?')
  return mark === -1 ? { path: target, query: '' } : { path: target.slice(0, mark), query: target.slice(mark + 1) }
}
