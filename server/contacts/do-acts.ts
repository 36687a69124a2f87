import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { record as audit } from '../audit/record.ts'
import { type Tx, transaction } from '../db.ts'
import type { Ground } from '../ground.ts'
import { Refusal } from '../refusal.ts'
import type { ActKinds, Done } from './act.ts'
import { added, end, leaveOut, type Row } from './act-trouble.ts'
import { kept, whoseTurn } from './bulk-acts.ts'
import { bulkActs, contacts } from './table.ts'

const BATCH = 500
/** Batches in one go; the pause after them is everybody else's. */
const STAY = 20

/** Goes on with what is asked for, the oldest first; a batch and its progress commit together. */
export async function doActs(ground: Ground, kinds: ActKinds): Promise<void> {
  for (let turn = 0; turn < STAY; turn++) {
    if (!(await doBatch(ground, kinds))) return
  }
}

/** @returns whether there was anything to do */
export async function doBatch(ground: Ground, kinds: ActKinds, size = BATCH): Promise<boolean> {
  let open: Row | undefined
  try {
    const journeys = await transaction(ground.db, async (tx) => {
      open = await claim(tx)
      return open ? pass(ground, tx, { row: open, kinds, size }) : []
    })
    await ground.queue.ask('advance', journeys)
  } catch (error) {
    if (!open) throw error
    if (error instanceof Refusal) await end(ground, open, error)
    else if (size > 1) await oneByOne(ground, kinds, size)
    else await leaveOut(ground, open, error)
  }
  return open !== undefined
}

/** One that cannot be written keeps nobody else from being done. */
async function oneByOne(ground: Ground, kinds: ActKinds, size: number): Promise<void> {
  for (let n = 0; n < size; n++) if (!(await doBatch(ground, kinds, 1))) return
}

async function claim(tx: Tx): Promise<Row | undefined> {
  const [row] = await tx
    .select()
    .from(bulkActs)
    .where(inArray(bulkActs.state, ['waiting', 'running']))
    .orderBy(asc(bulkActs.id))
    .limit(1)
    // A second worker takes the next act instead of waiting for this batch.
    .for('update', { skipLocked: true })
  return row
}

type Turn = { row: Row; kinds: ActKinds; size: number }

async function pass(ground: Ground, tx: Tx, { row, kinds, size }: Turn): Promise<number[]> {
  const { act, values } = row.act as { act: string; values: unknown }
  const ids = await lockNext(tx, row, size)
  const now = await ground.clock(tx)
  const by = { contactIds: ids, values, actor: row.actor, origin: `bulk-act:${row.id}` }
  const none: Done = { changed: [], journeys: [] }
  const {
    changed,
    skipped = {},
    journeys,
  } = ids.length > 0 ? await kinds[act]!.run(tx, by, now) : none
  const { action } = kinds[act]!
  const detail = { bulkActId: row.id }
  await audit(
    tx,
    changed.map((id) => ({ actor: row.actor, action, subject: `contact:${id}`, detail })),
  )
  const named = Object.values(skipped).reduce((sum, each) => sum + each, 0)
  const unchanged = ids.length - changed.length - named
  const over = ids.length < size
  await tx
    .update(bulkActs)
    .set({
      done: row.done + changed.length,
      skipped: added(row.skipped, { ...skipped, unchanged }),
      lastId: ids.at(-1) ?? row.lastId,
      state: over ? 'done' : 'running',
      endedAt: over ? now : null,
    })
    .where(eq(bulkActs.id, row.id))
  return journeys
}

async function lockNext(tx: Tx, row: Row, size: number): Promise<number[]> {
  const rows = await tx
    .select({ id: contacts.id })
    .from(contacts)
    .where(and(sql`contacts.id > ${row.lastId}`, whoseTurn(kept.parse(row.audience))))
    .orderBy(asc(contacts.id))
    .limit(size)
    .for('no key update')
  return rows.map(({ id }) => id)
}
