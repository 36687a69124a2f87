import type { Ground } from './ground.ts'

/**
 * Why advertising may not leave, or null: without https there is no opt-out link that the law, RFC 8058
 * and the receivers accept. What the built-in mailbox takes never leaves the house. Pure.
 */
export const advertisingRefused = ({ smtpUrl, baseUrl }: Pick<Ground, 'smtpUrl' | 'baseUrl'>) =>
  smtpUrl && !baseUrl.startsWith('https:') ? 'no-https' : null

type Sender = Record<'senderName' | 'name' | 'postalAddress' | 'enquiry', string>

/** Whether advertising can say what the law wants of its sender: name, address, enquiries. Pure. */
export const namesSender = ({ senderName, name, postalAddress, enquiry }: Sender): boolean =>
  [senderName || name, postalAddress, enquiry].every((each) => each.trim() !== '')
