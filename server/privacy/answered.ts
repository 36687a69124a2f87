import { z } from 'zod'
import { at, id } from '../answer.ts'

export const erasedAnswer = z.object({ id, erasedAt: at })
