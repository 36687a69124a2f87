import { readAccount } from '../account/read.ts'
import type { Db } from '../db.ts'
import type { Ground } from '../ground.ts'
import { words } from '../words/disclosure.ts'
import { type Names, readNames } from './names.ts'

/** What everything that is disclosed is read and written with. */
export type Desk = {
  db: Db
  contactId: number
  language: 'ja' | 'en'
  say: (typeof words)['en']
  madeAt: string
  names: Names
  /** An instant as people there read a clock, with its distance from UTC. */
  when(at: Temporal.Instant): string
  when(at: Temporal.Instant | null): string | null
}

export async function openDesk(
  { db, clock }: Ground,
  { contactId, language }: Pick<Desk, 'contactId' | 'language'>,
): Promise<Desk> {
  const { zone } = await readAccount(db)
  function when(at: Temporal.Instant): string
  function when(at: Temporal.Instant | null): string | null
  function when(at: Temporal.Instant | null) {
    const local = at?.toZonedDateTimeISO(zone)
    return local?.toString({ timeZoneName: 'never', smallestUnit: 'second' }) ?? null
  }
  const say = words[language]
  const names = await readNames({ db, contactId, language })
  return { db, contactId, language, say, names, madeAt: when(await clock(db)), when }
}
