import { BlockList, isIP } from 'node:net'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context, MiddlewareHandler } from 'hono'
import type { Env, Ground } from './ground.ts'

/** Says who is asking, for limits and for the record of a consent: `c.get('address')`. */
export const knowAddress =
  ({ trustedProxies }: Ground): MiddlewareHandler<Env> =>
  async (c, next) => {
    c.set('address', senderOf(peerOf(c), c.req.header('x-forwarded-for'), trustedProxies))
    await next()
  }

/**
 * The last address on the way to us that is not one of our own proxies. Whoever is none of them is
 * not believed about anybody else: anyone can write X-Forwarded-For. Pure.
 * @param peer who holds the other end of the socket; null in a test that calls `app.request`
 * @returns an IP address, or null where there is no socket
 */
export function senderOf(
  peer: string | null,
  forwarded: string | undefined,
  proxies: BlockList,
): string | null {
  let sender = peer && plain(peer)
  for (const entry of (forwarded ?? '').split(',').reverse()) {
    const hop = plain(entry.trim())
    if (!sender || !has(proxies, sender) || !isIP(hop)) break
    sender = hop
  }
  return sender
}

/** @throws Error where a text is neither an IP address nor a network such as 10.0.0.0/8 */
export function proxyList(entries: readonly string[]): BlockList {
  const list = new BlockList()
  for (const entry of entries) {
    const [address = '', bits] = entry.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, bits.trim() === '' ? Number.NaN : Number(bits), family)
  }
  return list
}

const has = (list: BlockList, address: string) =>
  list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')

/** An IPv4 address on an IPv6 socket is an IPv4 address. */
const plain = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, '')

const peerOf = (c: Context) => (c.env?.incoming ? (getConnInfo(c).remote.address ?? null) : null)
