import { z } from 'zod'
import { anything, at, count, id, language, named, next } from '../answer.ts'
import { bases } from '../consents/table.ts'
import { suppressionReasons } from '../suppressions/table.ts'
import { attributeTypes } from './table.ts'

const suppressedBecause = z.enum(suppressionReasons)
const given = z.enum(['given', 'withdrawn'])
const basis = z.enum(bases)
const value = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])

export const contactAnswer = z
  .object({
    id,
    email: z.string().describe('As it was given.'),
    name: z.string().describe('As people are called in the language asked for.'),
    attributes: z.record(z.string(), value).describe('By key, each value by its type.'),
    language: language.nullable(),
    zone: z.string().nullable().describe('IANA time zone; null: the account’s.'),
    createdAt: at,
    changedAt: at,
    suppression: z
      .object({ reason: suppressedBecause, at })
      .nullable()
      .describe('Why no mail is sent; null: mail may be sent.'),
    consent: z
      .object({ given, basis, origin: z.string(), wording: z.string(), at })
      .nullable()
      .describe('The newest consent to advertising.'),
    tags: z.array(named),
    topics: z.array(named),
    externalIds: z.array(z.object({ system: z.string(), value: z.string() })),
  })
  .meta({ id: 'Contact' })

export const contactsAnswer = z.object({
  contacts: z.array(
    z.object({
      id,
      email: z.string(),
      name: z.string(),
      tags: z.array(named),
      consent: given.nullable(),
      suppression: suppressedBecause.nullable(),
      suppressed: z.boolean(),
      walks: count.describe('How many journeys this contact is in now.'),
      createdAt: at,
      changedAt: at,
    }),
  ),
  next,
  total: count,
  estimated: z.boolean().describe('Whether `total` is an estimate of the database.'),
})

export const consentsAnswer = z.object({
  consents: z.array(
    z.object({
      id,
      given,
      basis,
      origin: z.string(),
      wording: z.string(),
      document: z.string(),
      ip: z.string().nullable(),
      userAgent: z.string().nullable(),
      originName: z.string().nullable(),
      topic: named.nullable().describe('null: advertising as a whole.'),
      formVersion: z.object({ id, number: count.nullable() }).nullable(),
      at: at.describe('When it was given or withdrawn.'),
      recordedAt: at,
      confirmedAt: at.nullable(),
    }),
  ),
})

export const tagAnswer = named.meta({ id: 'Tag' })
export const tagsAnswer = z.object({ tags: z.array(tagAnswer) })
export const tagUsesAnswer = z.object({
  name: z.string(),
  contacts: count.describe('How many have it.'),
  uses: z
    .array(z.object({ place: z.enum(['segment', 'journey', 'import']), id, name: z.string() }))
    .describe('What asks about it or puts it on: it cannot be deleted before.'),
})
export const tagDeletedAnswer = z.object({
  bulkActId: id.describe('The act that takes it off contacts.'),
})

export const topicsAnswer = z.object({
  topics: z.array(
    z.object({ id, name: z.string(), description: z.string(), archived: z.boolean() }),
  ),
})

export const attributesAnswer = z.object({
  attributes: z.array(
    z.object({
      key: z.string().describe('Its name in rules, in Liquid and here.'),
      label: z.string(),
      type: z.enum(attributeTypes),
      choices: z.array(z.object({ value: z.string(), label: z.string() })),
      position: count,
      archived: z.boolean(),
      builtIn: z.boolean(),
    }),
  ),
})

export const viewsAnswer = z.object({
  views: z.array(z.object({ id, name: z.string(), query: z.string() })),
})

export const bulkActAnswer = z
  .object({
    id,
    act: z.string(),
    values: anything,
    state: z.enum(['waiting', 'running', 'done', 'cancelled', 'failed']),
    total: count,
    done: count,
    skipped: z.record(z.string(), count).describe('How many were left out, by reason.'),
    rate: z.number().describe('Contacts a second.'),
    error: z.string().nullable(),
    actor: z.string(),
    createdAt: at,
    endedAt: at.nullable(),
  })
  .meta({ id: 'BulkAct' })
export const bulkActsAnswer = z.object({ bulkActs: z.array(bulkActAnswer) })
