import { eq } from 'drizzle-orm'
import { contacts } from '../server/contacts/table.ts'
import { transaction } from '../server/db.ts'
import { createSource } from '../server/sources/create.ts'
import { takeIn } from '../server/sources/intake.ts'
import { requests } from '../server/sources/table.ts'
import type { House } from './database.ts'

export type Sent = { body?: string | Uint8Array; type?: string; headers?: Record<string, string> }
export type Answer = {
  id?: number
  duplicate?: boolean
  code?: string
  detail?: string
  field?: string
}

/** What other people's forms and shops send. */
export const json = (value: unknown) => ({ body: JSON.stringify(value) })

/** Makes sources of a house, posts to them, and looks at what became of it. */
export const posting = (house: () => House) => ({
  source: (more: { consentWording?: string; kind?: 'webhook' | 'form' } = {}) =>
    transaction(house().db, (tx) =>
      createSource(tx, {
        name: 'Shop',
        kind: 'webhook',
        consentWording: '',
        actor: 'system',
        ...more,
      }),
    ),

  async post(key: string, { body = '', type = 'application/json', headers = {} }: Sent) {
    const response = await house().app.request(`/hooks/${key}`, {
      method: 'POST',
      headers: { ...(type && { 'content-type': type }), ...headers },
      body: body as BodyInit,
    })
    const text = await response.text()
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: (text.startsWith('{') ? JSON.parse(text) : {}) as Answer,
    }
  },

  async takeAllIn() {
    while (await takeIn(house()));
  },

  async request(id: number) {
    const [row] = await house().db.select().from(requests).where(eq(requests.id, id))
    return row!
  },

  async contactOf(emailKey: string) {
    const [row] = await house().db.select().from(contacts).where(eq(contacts.emailKey, emailKey))
    return row
  },
})
