import type { BlockList } from 'node:net'
import type { Logger } from 'pino'
import type { Clock, Db } from './db.ts'
import type { Scope } from './members/permissions.ts'
import type { Queue } from './queue.ts'

/** What every room stands on; made once in main.ts (or a test) and handed down. */
export type Ground = {
  db: Db
  clock: Clock
  queue: Queue
  /** Origin of links in mails and pages, without a slash at the end. */
  baseUrl: string
  /** Signs and encrypts what leaves the house: opt-out links, signing secrets. */
  secret: string
  /** Null: the built-in mailbox takes all mail. */
  smtpUrl: string | null
  /** Whose word on X-Forwarded-For is believed. */
  trustedProxies: BlockList
  log: Logger
}

/** What a request carries once the permission check has let it in. */
export type Env = {
  Variables: {
    /** `member:<id>` or `key:<id>`: for the audit and for "saved by". */
    actor: string
    actorName: string
    /** Who is signed in; null for an API key and at the open doors. */
    member: { id: string; name: string; email: string; role: 'owner' } | null
    /** What the caller may do: by the role of a member, by the scopes of a key. */
    scopes: readonly Scope[]
    /** The API key that a request came with; null: a member's session. */
    keyId: number | null
    /** Who asks, past our own proxies; null where there is no socket. */
    address: string | null
    /** For sentences in answers. */
    language: 'ja' | 'en'
  }
}
