import { inArray } from 'drizzle-orm'
import type { Account } from '../account/read.ts'
import { advertisingRefused, namesSender } from '../advertising.ts'
import type { Db } from '../db.ts'
import { type SendData, send } from '../engine/nodes/send.ts'
import { release } from '../engine/release.ts'
import type { Ground } from '../ground.ts'
import { versions } from '../journeys/table.ts'
import { compose, domainOf, type Mail } from '../templates/compose.ts'
import { LiquidProblem } from '../templates/render.ts'
import { type Packed, pack } from './bodies.ts'
import type { Claimed } from './claim.ts'
import type { Leaving } from './mark.ts'
import type { Outcome } from './settle.ts'
import { headerIdOf, unsubscribeToken } from './token.ts'

/** A claimed message, decided about: rendered and ready to leave, or settled without leaving. */
export type Decided =
  | { type: 'ready'; claimed: Claimed; mail: Mail; leaving: Leaving; packed: Packed }
  | { type: 'settled'; outcome: Outcome }

export type Ready = Extract<Decided, { type: 'ready' }>

/** Asks whether a claimed message may leave, and renders it. One failing text fails this mail alone. */
export function decide(
  ground: Ground,
  claimed: Claimed,
  { account, now }: { account: Account; now: Temporal.Instant },
): Decided {
  const settled = (outcome: Omit<Outcome, 'id' | 'enrollmentId'>): Decided => ({
    type: 'settled',
    outcome: { id: claimed.id, enrollmentId: claimed.enrollmentId, ...outcome },
  })
  const verdict = release(
    { ...claimed.facts, class: claimed.class, advertisingRefused: advertisingRefused(ground) },
    now,
  )
  if (verdict.type === 'leave-out') return settled({ state: verdict.state, reason: verdict.reason })
  if (verdict.type === 'hold') {
    return settled({ state: 'held', reason: verdict.reason, dueAt: verdict.until })
  }
  const sender = senderOf(ground, account)
  if (!sender) {
    return settled({ state: 'held', reason: 'sender-missing', dueAt: now.add(ASK_AGAIN) })
  }
  // What the built-in mailbox takes is nobody's advertising yet.
  if (claimed.class === 'advertising' && ground.smtpUrl && !namesSender(account)) {
    return settled({ state: 'held', reason: 'sender-unnamed', dueAt: now.add(ASK_AGAIN) })
  }
  try {
    return render(ground, claimed, { account: { ...account, senderAddress: sender }, now })
  } catch (error) {
    return settled({ state: 'failed', reason: 'render-error', error: reasonOf(error) })
  }
}

const ASK_AGAIN = { minutes: 10 }

/** Where nothing leaves the house, a sender need not have been set up to try things out. */
const senderOf = ({ smtpUrl }: Ground, { senderAddress }: Account) =>
  senderAddress || (smtpUrl ? null : 'sender@mailbox.invalid')

function render(
  { db, baseUrl, secret }: Ground,
  claimed: Claimed,
  { account, now }: { account: Account; now: Temporal.Instant },
): Ready {
  const { id, journeyId, versionId, nodeId } = claimed
  const key = keyOf(claimed)
  const parts = kept.get(key)
  if (!parts) throw new Error(`Version ${versionId} has no mail at node ${nodeId}`)
  const token = unsubscribeToken(secret, id)
  const headerId = headerIdOf(secret, id, domainOf(account.senderAddress))
  const mail = compose({
    key,
    parts,
    class: claimed.class,
    contact: claimed.contact,
    payload: claimed.payload,
    account,
    journey: { id: journeyId, name: claimed.journeyName },
    nodeId,
    unsubscribeUrl: `${baseUrl}/u/${token}`,
    headerId,
    now,
  })
  const packed = pack(db, mail, token)
  const { subject, merged } = mail
  const [to, from] = [mail.to.address, mail.from.address]
  const leaving = { id, to, from, subject, headerId, bodyHash: packed.hash, merged }
  return { type: 'ready', claimed, mail, leaving, packed }
}

const reasonOf = (error: unknown) =>
  error instanceof LiquidProblem
    ? `${error.part} ${error.line}:${error.column} ${error.message}\n${error.excerpt}`
    : String(error)

/** Brings in the texts of the versions that are about to be sent. Versions never change. */
export async function loadTexts(db: Db, claimed: readonly Claimed[]): Promise<void> {
  if (kept.size > KEPT) kept.clear()
  const missing = claimed.filter((each) => !kept.has(keyOf(each))).map((each) => each.versionId)
  if (missing.length === 0) return
  const rows = await db
    .select({ id: versions.id, graph: versions.graph })
    .from(versions)
    .where(inArray(versions.id, [...new Set(missing)]))
  for (const { id, graph } of rows) {
    for (const node of graph.nodes) {
      const data = node.type === send.type ? send.data.safeParse(node.data) : null
      if (data?.success) kept.set(keyOf({ versionId: id, nodeId: node.id }), data.data)
    }
  }
}

const kept = new Map<string, SendData>()
const KEPT = 1000

const keyOf = ({ versionId, nodeId }: { versionId: number; nodeId: string }) =>
  `${versionId}/${nodeId}`
