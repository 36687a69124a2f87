import { lookup as systemLookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'

export type Address = { address: string; family: number }
export type Lookup = (host: string) => Promise<Address[]>

export const resolve: Lookup = (host) => systemLookup(host, { all: true })

/** Thrown where a host leads into a network that is nobody's business. */
export class RefusedAddress extends Error {}

/**
 * Where a host is to be found, asked once: whoever connects must connect to one of these, as a name
 * may lead elsewhere a moment later.
 * @param privateToo for a house that itself stands on a loopback address
 * @throws RefusedAddress when any of its addresses is not a public one
 */
export async function addressesOf(
  hostname: string,
  { lookup, privateToo }: { lookup: Lookup; privateToo: boolean },
): Promise<Address[]> {
  const host = hostname.replace(/^\[|\]$/g, '')
  const family = isIP(host)
  const found = family ? [{ address: host, family }] : await lookup(host)
  if (!privateToo && !found.every(({ address }) => isPublic(address))) {
    throw new RefusedAddress('The host leads to an address that is not public')
  }
  return found
}

/** Whether this house stands where only its own machine reaches it. Pure. */
export function isLoopback(baseUrl: string): boolean {
  const { hostname } = new URL(baseUrl)
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)
}

/**
 * Whether an address is one of the public internet. Pure.
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry
 * @see https://www.iana.org/assignments/iana-ipv6-special-registry
 */
export function isPublic(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !reserved.check(address, 'ipv4')
  // An IPv4 address in IPv6 clothes lies outside of 2000::/3, as all that is not routed publicly.
  return family === 6 && unicast.check(address, 'ipv6') && !reserved.check(address, 'ipv6')
}

const unicast = new BlockList()
unicast.addSubnet('2000::', 3, 'ipv6')

const reserved = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  // Where clouds tell a machine its credentials.
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  reserved.addSubnet(net, bits, 'ipv4')
}
for (const [net, bits] of [
  // Teredo and its neighbours, documentation, 6to4: all may carry an IPv4 address.
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  reserved.addSubnet(net, bits, 'ipv6')
}
