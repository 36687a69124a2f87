export const words = {
  en: {
    title: (name: string) => `Record a consent of ${name}`,
    note: {
      given:
        'Recorded with your name. It is never changed or deleted; a correction is a new entry.',
      withdrawn:
        'Recorded with your name. Withdrawn from all mail, advertising to this contact stops at once.',
    },
    stands: {
      after: (at: string) =>
        `This contact opted out on ${at}. Only what they agreed to after that, themselves or in writing, lifts it.`,
      before: (at: string) =>
        `This contact opted out on ${at}, after this date. It is recorded, and the opt-out stands.`,
    },
    verb: 'Record',
    done: (name: string) => `Recorded for ${name}.`,
    lift: (name: string) => `Lift the opt-out of ${name}?`,
    liftVerb: 'Lift it',
    lifts: (written: boolean, document: string) =>
      `They said themselves that they want no mail. You state that they have agreed again since${written ? ' in writing' : ''}, as “${document}” shows. Your name is kept with it; without such proof the law forbids mail to them.`,
    what: 'Agreed or withdrawn',
    given: 'Agreed',
    withdrawn: 'Withdrawn',
    about: 'To what',
    allMail: 'All mail',
    basis: { given: 'Basis', withdrawn: 'Basis that ends' },
    at: { given: 'Agreed on', withdrawn: 'Withdrawn on' },
    now: 'Left empty: now.',
    wording: 'Wording they saw or said (may be empty)',
    document: 'Document or note',
    documentNote: 'What shows it: an application form, a business card, a call at a certain time.',
    wrong: {
      missing: 'This is needed.',
      later: 'Enter a time that has passed.',
      ownOnly: 'After an opt-out, choose their own consent or something in writing.',
    },
  },
  ja: {
    title: (name: string) => `${name}さんの同意を記録する`,
    note: {
      given:
        'あなたの名前とともに残ります。あとから変更や削除はできません。訂正は新しい記録として加えます。',
      withdrawn:
        'あなたの名前とともに残ります。すべてのメールの撤回を記録すると、広告メールはすぐに止まります。',
    },
    stands: {
      after: (at: string) =>
        `この方は${at}に配信停止を希望しています。解除できるのは、その後の本人の同意か書面だけです。`,
      before: (at: string) =>
        `この方はこの日時より後の${at}に配信停止を希望しています。記録は残りますが、配信停止は続きます。`,
    },
    verb: '記録する',
    done: (name: string) => `${name}さんの同意を記録しました。`,
    lift: (name: string) => `${name}さんの配信停止を解除しますか`,
    liftVerb: '解除する',
    lifts: (written: boolean, document: string) =>
      `ご本人が希望した配信停止です。その後にあらためて${written ? '書面で' : ''}同意があり、「${document}」で示せることを、あなたの名前とともに記録します。示せないまま送ることは、法律で禁じられています。`,
    what: '同意か撤回か',
    given: '同意',
    withdrawn: '撤回',
    about: '対象',
    allMail: 'すべてのメール',
    basis: { given: '根拠', withdrawn: 'なくなる根拠' },
    at: { given: '同意した日時', withdrawn: '撤回した日時' },
    now: '空のままなら、いまの日時になります。',
    wording: '示した文、または本人の言葉（任意）',
    document: '書類・メモ',
    documentNote: '申込書、名刺、電話の日時など、あとから示せるもの。',
    wrong: {
      missing: '入力してください。',
      later: '過ぎた日時を入力してください。',
      ownOnly: '配信停止のあとは、本人の同意か名刺・書面を選んでください。',
    },
  },
}
