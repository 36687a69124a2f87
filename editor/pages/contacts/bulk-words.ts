const people = (n: string) => (n === '1' ? '1 contact' : `${n} contacts`)

export const words = {
  en: {
    'add-tag': {
      question: (n: string) => `Tag ${people(n)}?`,
      what: 'Whoever has the tag already keeps it. Journeys that wait for the tag go on.',
      verb: 'Add the tag',
    },
    'remove-tag': {
      question: (n: string) => `Remove a tag from ${people(n)}?`,
      what: 'The tag itself stays, and so does whoever else has it.',
      verb: 'Remove the tag',
    },
    'set-attribute': {
      question: (n: string) => `Set an attribute of ${people(n)}?`,
      what: 'What stands there now is replaced and cannot be brought back.',
      verb: 'Set it',
    },
    'enter-journey': {
      question: (n: string) => `Enter ${people(n)} into a journey?`,
      what: 'Their walks begin at once, and the first mails may leave. Whoever is in it already is left out.',
      verb: 'Enter them',
    },
    suppress: {
      question: (n: string) => `Stop all mail to ${people(n)}?`,
      what: 'No mail leaves for them any more. Mail that is waiting is left out, with the reason written down.',
      verb: 'Stop mail',
    },
    'enter-segment': {
      question: (n: string) => `Put ${people(n)} into a segment?`,
      what: 'Only segments that are kept by hand stand here. Journeys that wait for the segment go on.',
      verb: 'Put them in',
    },
    'leave-segment': {
      question: (n: string) => `Take ${people(n)} out of a segment?`,
      what: 'Only segments that are kept by hand stand here. Whoever is not in it stays as they are.',
      verb: 'Take them out',
    },
    'lift-suppression': {
      question: (n: string) => `Allow mail to ${people(n)} again?`,
      what: 'Only where mail was stopped by hand or after a bounce. Whoever opted out or complained is left out: they must agree again themselves. The reason stands in the audit log, with your name.',
      verb: 'Allow mail again',
    },
    tag: 'Tag',
    attribute: 'Attribute',
    emptied: 'Left empty, the attribute is removed.',
    journey: 'Journey',
    noJourney: 'No live journey has a by-hand trigger yet. Publish one first.',
    segment: 'Segment',
    noSegment: 'No segment is kept by hand yet. Make a fixed one first.',
    reason: 'Reason (may be empty)',
    neededReason: 'Reason',
  },
  ja: {
    'add-tag': {
      question: (n: string) => `${n}人にタグを付けますか`,
      what: 'すでにタグのある方はそのままです。このタグを待っているシナリオは先に進みます。',
      verb: 'タグを付ける',
    },
    'remove-tag': {
      question: (n: string) => `${n}人からタグを外しますか`,
      what: 'タグそのものと、ほかの方に付いているタグは残ります。',
      verb: 'タグを外す',
    },
    'set-attribute': {
      question: (n: string) => `${n}人の属性を変えますか`,
      what: 'いまの値は置き換わり、元に戻せません。',
      verb: '変える',
    },
    'enter-journey': {
      question: (n: string) => `${n}人をシナリオに入れますか`,
      what: 'すぐに始まり、最初のメールが送られることがあります。すでに進行中の方は入りません。',
      verb: '入れる',
    },
    suppress: {
      question: (n: string) => `${n}人への配信を止めますか`,
      what: 'この方々にはメールを送らなくなります。送信待ちのメールは、理由を残して取りやめます。',
      verb: '配信を止める',
    },
    'enter-segment': {
      question: (n: string) => `${n}人をセグメントに入れますか`,
      what: '「手で選ぶ」セグメントだけを選べます。このセグメントを待っているシナリオは先に進みます。',
      verb: '入れる',
    },
    'leave-segment': {
      question: (n: string) => `${n}人をセグメントから外しますか`,
      what: '「手で選ぶ」セグメントだけを選べます。入っていない方はそのままです。',
      verb: '外す',
    },
    'lift-suppression': {
      question: (n: string) => `${n}人への配信を再開しますか`,
      what: '手動で止めた方と、バウンスで止まった方だけが対象です。ご本人が配信停止や迷惑メール報告をした方は、あらためて本人の同意が必要なため除きます。理由はあなたの名前とともに操作の記録に残ります。',
      verb: '再開する',
    },
    tag: 'タグ',
    attribute: '属性',
    emptied: '空のままにすると、属性を消します。',
    journey: 'シナリオ',
    noJourney: '開始条件が手動の、公開中のシナリオはまだありません。先に公開してください。',
    segment: 'セグメント',
    noSegment: '「手で選ぶ」セグメントはまだありません。先に作ってください。',
    reason: '理由（任意）',
    neededReason: '理由',
  },
}
