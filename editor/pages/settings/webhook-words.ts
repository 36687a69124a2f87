/** What became of a call, by the names it is stored under. */
export const callWords = {
  en: {
    answered: (status: number) => `Answered ${status}`,
    silent: 'No answer',
    reason: {
      'refused-address': 'The address leads into a private network, which is not called.',
      'unknown-name': 'The name in the URL is not known. Check it for typing errors.',
      'no-connection': 'Nobody listens at this address.',
      'timed-out': 'There was no answer within 10 seconds.',
      'no-tls': 'The certificate of the address is not valid.',
      'event-gone': 'The event was erased before it could be told.',
    },
    closed: {
      gone: 'The receiver answered 410: it wants no more calls.',
      failing: 'Too many calls failed one after the other.',
    },
    state: { waiting: 'Waiting', done: 'Done', failed: 'Failed' },
  },
  ja: {
    answered: (status: number) => `応答 ${status}`,
    silent: '応答なし',
    reason: {
      'refused-address': '社内などの非公開ネットワークのアドレスには送れません。',
      'unknown-name': 'URLのドメインが見つかりません。入力の誤りがないか確かめてください。',
      'no-connection': 'このアドレスでは、何も待ち受けていません。',
      'timed-out': '10秒以内に応答がありませんでした。',
      'no-tls': 'アドレスの証明書が正しくありません。',
      'event-gone': '送る前に、イベントが消去されました。',
    },
    closed: {
      gone: '相手が410を返し、以後の通知を断りました。',
      failing: '通知の失敗が続いたため、止めました。',
    },
    state: { waiting: '待機中', done: '完了', failed: '失敗' },
  },
}

type Told = { status: number | null; reason: string | null }

/** What came back, in a few words and, where there was no answer, why. Pure. */
export function toldIn(say: (typeof callWords)['en'], { status, reason }: Told) {
  const reasons: Record<string, string> = say.reason
  return {
    well: status !== null && status >= 200 && status < 300,
    short: status === null ? say.silent : say.answered(status),
    why: reason && (reasons[reason] ?? reason),
  }
}
