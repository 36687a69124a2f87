import { BlockList } from 'node:net'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'

/**
 * Who is asking, for rate limits and for the record of a consent. A proxy on this machine or in the
 * private network is believed, but only in what it added itself: the last X-Forwarded-For entry.
 * @returns an IP address, or null where there is no socket (a test that calls `app.request`)
 */
export function clientAddress(c: Context): string | null {
  const peer = peerAddress(c)
  if (!peer || !isNear(peer)) return peer
  const forwarded = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
  return forwarded || peer
}

function peerAddress(c: Context): string | null {
  if (!c.env?.incoming) return null
  const { address } = getConnInfo(c).remote
  return address?.replace(/^::ffff:/, '') ?? null
}

const near = new BlockList()
near.addSubnet('127.0.0.0', 8)
near.addSubnet('10.0.0.0', 8)
near.addSubnet('172.16.0.0', 12)
near.addSubnet('192.168.0.0', 16)
near.addAddress('::1', 'ipv6')
near.addSubnet('fc00::', 7, 'ipv6')

const isNear = (address: string) => near.check(address, address.includes(':') ? 'ipv6' : 'ipv4')
