import { IconMail } from '@tabler/icons-react'
import type { SendData } from '../../server/engine/nodes/send.ts'
import type { Face } from './face.ts'
import { withoutLiquid } from './liquid-words.ts'
import { SendForm } from './send-form.tsx'

export const send: Face<SendData> = {
  tone: 'ai',
  shape: 'card',
  letter: 'm',
  icon: () => IconMail,
  words: {
    en: {
      kind: 'Send',
      hint: 'Sends a mail',
      title: ({ name, subject }) =>
        name || withoutLiquid(subject, 'en') || 'Mail without a subject',
      summary: (data) =>
        data.name && data.subject ? `“${withoutLiquid(data.subject, 'en')}”` : english(data),
      meaning: (data) => ({
        sentence: data.subject ? `Sends “${withoutLiquid(data.subject, 'en')}”.` : 'Sends a mail.',
        note:
          data.class === 'advertising'
            ? 'Only to people who agreed and have not unsubscribed.'
            : 'Also to people who unsubscribed from advertising.',
      }),
      out: () => null,
    },
    ja: {
      kind: 'メール送信',
      hint: 'メールを送ります',
      title: ({ name, subject }) => name || withoutLiquid(subject, 'ja') || '件名のないメール',
      summary: (data) =>
        data.name && data.subject ? `件名「${withoutLiquid(data.subject, 'ja')}」` : japanese(data),
      meaning: (data) => ({
        sentence: data.subject
          ? `「${withoutLiquid(data.subject, 'ja')}」を送ります。`
          : 'メールを送ります。',
        note:
          data.class === 'advertising'
            ? '同意があり、配信停止していない人にだけ送ります。'
            : '広告の配信を停止した人にも送ります。',
      }),
      out: () => null,
    },
  },
  Form: SendForm,
}

const english = (data: SendData) => (data.class === 'advertising' ? 'Advertising' : 'Transactional')

const japanese = (data: SendData) => (data.class === 'advertising' ? '広告宣伝' : '取引・お知らせ')
