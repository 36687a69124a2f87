import { and, eq } from 'drizzle-orm'
import { journeys } from './table.ts'

/** A journey that somebody drew, by its id: those that the product makes for itself nobody changes. */
export const drawn = (id: number) => and(eq(journeys.id, id), eq(journeys.kind, 'journey'))
