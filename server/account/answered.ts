import { z } from 'zod'
import { language } from '../answer.ts'

export const accountAnswer = z.object({
  name: z.string(),
  senderName: z.string(),
  senderAddress: z.string(),
  replyTo: z.string(),
  postalAddress: z.string(),
  enquiry: z.string(),
  language,
  zone: z.string(),
  tracking: z.boolean().describe('Whether opens and clicks are events.'),
  stopped: z.boolean().describe('Whether all sending is stopped.'),
})
