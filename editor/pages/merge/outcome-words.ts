/** What merging two contacts does, in sentences. */
export const words = {
  en: {
    person: (name: string) => name,
    comma: ', ',
    mail: 'Mail',
    consent: {
      given: 'The consent stands: mail may go to this contact.',
      withdrawn:
        'No advertising goes to this contact: one of the two took the consent back, and a refusal stays.',
      none: 'No advertising goes to this contact: neither of the two has a consent on record.',
    },
    stopped: {
      unsubscribed:
        'No advertising goes to this contact: one of the two unsubscribed, and a refusal stays.',
      complained: 'No mail goes to this contact: one of the two reported mail as spam.',
      'by-hand': 'No mail goes to this contact: it was stopped by hand.',
      bounced: 'No mail goes to this contact: mail to the address that stays came back.',
    },
    topics: (topics: string) => `Topics: ${topics}.`,
    journeys: 'Journeys',
    noJourney: (from: string) => `${from} walks no journey now. Nothing else changes.`,
    both: (journey: string, into: string, from: string) =>
      `Both walk “${journey}”: the walk of ${into} goes on where it is; that of ${from} ends, and its waiting mail is not sent.`,
    alone: (journey: string, from: string, into: string) =>
      `Only ${from} walks “${journey}”: the walk moves over to ${into} as it stands.`,
    tags: 'Tags of both',
    noTags: 'Neither has a tag.',
    ids: 'External IDs of both',
    rest: 'History',
    moves: (events: string, messages: string, consents: string) =>
      `Moves over — events: ${events}, mails: ${messages}, consent records: ${consents}.`,
    leads: (address: string, into: string) =>
      `${address} and old links lead to ${into} from then on, imports and forms as well.`,
  },
  ja: {
    person: (name: string) => `${name}さん`,
    comma: '・',
    mail: 'メール',
    consent: {
      given: '同意があるので、メールを送れます。',
      withdrawn:
        'どちらかが同意を撤回しているので、広告メールは送りません。断った意思が優先されます。',
      none: 'どちらにも同意の記録がないので、広告メールは送りません。',
    },
    stopped: {
      unsubscribed:
        'どちらかが配信停止を希望しているので、広告メールは送りません。断った意思が優先されます。',
      complained: 'どちらかから迷惑メール報告があったので、メールは送りません。',
      'by-hand': '手動で配信を止めているので、メールは送りません。',
      bounced: '残るアドレスはバウンスしているので、メールは送りません。',
    },
    topics: (topics: string) => `配信の種類：${topics}`,
    journeys: 'シナリオ',
    noJourney: (from: string) => `${from}が進行中のシナリオはありません。ほかは変わりません。`,
    both: (journey: string, into: string, from: string) =>
      `「${journey}」は2人とも進行中です。${into}の分はそのまま続きます。${from}の分は終わり、待っているメールは送りません。`,
    alone: (journey: string, from: string, into: string) =>
      `「${journey}」は${from}だけが進行中です。いまの場所のまま、${into}に移ります。`,
    tags: '2人のタグ',
    noTags: 'どちらにもタグはありません。',
    ids: '2人の外部ID',
    rest: '履歴',
    moves: (events: string, messages: string, consents: string) =>
      `イベント${events}件、メール${messages}通、同意の記録${consents}件が移ります。`,
    leads: (address: string, into: string) =>
      `「${address}」とこれまでのリンクは、これから${into}につながります。フォームや取り込みも同じです。`,
  },
}
