import { eq } from 'drizzle-orm'
import { readAccount } from '../account/read.ts'
import type { Attributes } from '../contacts/table.ts'
import { contacts } from '../contacts/table.ts'
import type { Ground } from '../ground.ts'
import { compose } from './compose.ts'
import { LiquidProblem, prepare } from './render.ts'
import type { Recipient } from './scope.ts'
import type { PartName, Parts } from './template.ts'

export type Previewing = Parts & {
  class: 'advertising' | 'transactional'
  /** As this contact would get it; left out: as somebody made up. */
  contactId?: number | undefined
  /** Values of the trigger's payload. */
  sample?: Record<string, unknown> | undefined
}

export type PartProblem = {
  part: PartName
  message: string
  line: number
  column: number
  excerpt: string
}

/** Renders texts as they stand in the editor; what is wrong is named part by part. */
export async function preview(ground: Ground, wanted: Previewing) {
  const { subject, preheader, html, text } = wanted
  const parts = { subject, preheader, html, text }
  const problems = wrongParts(parts)
  const nothing = { subject: '', html: '', text: '' }
  if (problems.length > 0) return { ...nothing, problems }
  const account = await readAccount(ground.db)
  try {
    const mail = compose({
      key: null,
      parts,
      class: wanted.class,
      contact: await recipient(ground, wanted.contactId, account.language),
      payload: wanted.sample ?? {},
      account,
      journey: { id: 0, name: '' },
      nodeId: 'preview',
      unsubscribeUrl: `${ground.baseUrl}/u/preview`,
      headerId: 'preview@localhost',
      now: await ground.clock(ground.db),
    })
    return { subject: mail.subject, html: mail.html, text: mail.text, problems }
  } catch (error) {
    if (!(error instanceof LiquidProblem)) throw error
    return { ...nothing, problems: [problemOf(error)] }
  }
}

function wrongParts(parts: Parts): PartProblem[] {
  const names: PartName[] = ['subject', 'preheader', 'html', 'text']
  return names.flatMap((part) => {
    try {
      prepare(parts[part], part === 'html' ? 'html' : 'text')
      return []
    } catch (error) {
      if (!(error instanceof LiquidProblem)) throw error
      return [{ ...problemOf(error), part }]
    }
  })
}

const problemOf = ({ part, message, line, column, excerpt }: LiquidProblem): PartProblem => ({
  part: part as PartName,
  message,
  line,
  column,
  excerpt,
})

async function recipient(
  { db }: Ground,
  contactId: number | undefined,
  language: 'ja' | 'en',
): Promise<Recipient> {
  const [known] =
    contactId === undefined
      ? []
      : await db.select().from(contacts).where(eq(contacts.id, contactId))
  return (
    known ?? { email: 'hanako@example.com', attributes: MADE_UP[language], language, zone: null }
  )
}

const MADE_UP: Record<'ja' | 'en', Attributes> = {
  ja: { last_name: '山田', first_name: '花子', last_kana: 'ヤマダ', first_kana: 'ハナコ' },
  en: { last_name: 'Smith', first_name: 'Hannah' },
}
