import { BlockList, isIP } from 'node:net'

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

const PRIVATE_IPV4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24],
  ['192.88.99.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
]
// Beside the private ranges those that carry an IPv4 address inside: NAT64, 6to4, Teredo, mapped and compatible forms.
const PRIVATE_IPV6: readonly (readonly [string, number])[] = [
  ['::', 96], ['::ffff:0:0', 96], ['64:ff9b::', 96], ['64:ff9b:1::', 48], ['100::', 64], ['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['fc00::', 7],
  ['fe80::', 10], ['fec0::', 10], ['ff00::', 8],
]

const ipv4 = new BlockList()
for (const [address, bits] of PRIVATE_IPV4) ipv4.addSubnet(address, bits, 'ipv4')
const ipv6 = new BlockList()
for (const [address, bits] of PRIVATE_IPV6) ipv6.addSubnet(address, bits, 'ipv6')

/** Says whether an IP address is anything but a public one. */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 0) return true
  return family === 4 ? ipv4.check(address, 'ipv4') : ipv6.check(address, 'ipv6')
}

/** Says whether an IP address is this machine's own. */
export function isLoopbackAddress(address: string): boolean {
  const family = isIP(address)
  return family !== 0 && loopback.check(address, family === 4 ? 'ipv4' : 'ipv6')
}

/** Says whether a host of an address is this machine, by its name or number alone. */
export function isLoopbackHost(hostname: string): boolean {
  const host = bareHost(hostname)
  return host === 'localhost' || host.endsWith('.localhost') || isLoopbackAddress(host)
}

/** A host name without the brackets of IPv6 and without a dot at the end. */
export function bareHost(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '').toLowerCase()
}

/** Whether private addresses may be targets. */
export interface GuardOptions {
  /** For a Plausible or a collector in the own network. This machine is always allowed. */
  readonly allowPrivate: boolean
}

/**
 * Says what is wrong with the address of a destination, or null. The address itself is not in the answer: it may hold a key.
 *
 * @example
 * ```ts
 * findAddressProblem('http://collector.example/in', { allowPrivate: false })
 * // => 'must begin with https://'
 * ```
 */
export function findAddressProblem(text: string, { allowPrivate }: GuardOptions): string | null {
  if (!URL.canParse(text)) return 'is no address'
  const url = new URL(text)
  const isLocal = isLoopbackHost(url.hostname)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLocal)) return 'must begin with https://'
  if (url.username !== '' || url.password !== '') return 'must not hold a user or a password'
  const host = bareHost(url.hostname)
  if (!allowPrivate && !isLocal && isIP(host) !== 0 && isPrivateAddress(host)) return 'must not be a private address'
  return null
}
