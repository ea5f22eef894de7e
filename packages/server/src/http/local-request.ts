import type { IncomingRequest } from './exchange'

const proxyHeaders = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via', 'cf-connecting-ip']
const loopbackHosts = /^(?:localhost|[\w-]{1,63}\.localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])(?::\d{1,5})?$/i

/**
 * Whether a request comes directly from this machine.
 *
 * The peer's address alone does not show it: behind a proxy on the same machine everyone comes from loopback, and a hostile page can rebind its
 * name to 127.0.0.1. So no proxy may have touched the request, and it must be addressed to a loopback name.
 */
export function isLocalRequest(request: IncomingRequest): boolean {
  return isLoopback(request.remoteAddress) && !isForwarded(request)
}

/** Says whether a proxy passed a request on, as far as that shows. */
export function isForwarded(request: IncomingRequest): boolean {
  if (request.isRelayed() || proxyHeaders.some((name) => request.header(name) !== null)) return true
  return isLoopback(request.remoteAddress) && !loopbackHosts.test(request.header('host') ?? '')
}

/** Says whether the peer at an address is on this machine: the sender, or a proxy. */
export function isLoopback(address: string | null): boolean {
  return address !== null && (address === '::1' || /^(?:::ffff:)?127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(address))
}
