import type { IncomingRequest } from './exchange'

/**
 * Finds who to count a request for. Without a trusted proxy that is the peer; a header that anyone can write is not believed.
 *
 * @param trustedProxies - How many proxies of the operator stand in front: the address that the outermost of them saw is taken.
 */
export function sourceAddress(request: IncomingRequest, trustedProxies: number): string | null {
  // Where the host does not know the peer (Next.js route handlers), the nearest forwarded address is better than no limit at all.
  const steps = request.remoteAddress === null ? Math.max(1, trustedProxies) : trustedProxies
  const addresses = steps === 0 ? [] : (request.header('x-forwarded-for') ?? '').slice(-1024).split(',')
  const address = addresses.at(-Math.min(steps, addresses.length))?.trim() || request.remoteAddress
  return address === null ? null : network(withoutPort(address))
}

/** Some proxies add the port. It changes with each connection, so every connection would count as a separate source. */
function withoutPort(address: string): string {
  const [, ipv6, ipv4] = /^\[([\da-f:.]{2,45})\](?::\d{1,5})?$|^([\d.]{7,15}):\d{1,5}$/i.exec(address) ?? []
  return ipv6 ?? ipv4 ?? address
}

/** One household has one IPv4 address, but 2^64 IPv6 addresses: those count by their /64. */
function network(address: string): string {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address
  const [head = '', tail] = address.split('::', 2)
  const groups = head.split(':')
  const missing = tail === undefined ? 0 : 8 - groups.length - tail.split(':').length
  return [...groups, ...Array.from({ length: Math.max(0, missing) }, () => '0'), ...(tail ?? '').split(':')].slice(0, 4).join(':')
}
