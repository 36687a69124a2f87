import type { AttributeType } from '../contacts/table.ts'
import { words as people } from './contacts.ts'

/**
 * Every sentence an error answer can speak, by its code: what is wrong, then what to do.
 * A room adds its own codes under its name; the types make both languages complete.
 */
const en = {
  'list-too-slow':
    'This takes too long to list. Narrow it by a search or a tag, or make a segment of the conditions.',
  'wrong-input': ({ fields }: { fields: string[] }) =>
    fields.length > 0
      ? `Missing or not possible: ${fields.join(', ')}. Correct and send again.`
      : 'The request could not be read. Send it as JSON.',
  'not-signed-in': 'Sign in, or send an API key as “Authorization: Bearer …”.',
  'key-wrong': 'This API key is not known or was revoked. Make a new one in Settings.',
  'key-expired': 'This API key has expired. Make a new one in Settings.',
  'scope-missing': ({ scope }: { scope: string }) =>
    `This API key lacks the scope ${scope}. Make one that has it in Settings.`,
  'key-reused':
    'This Idempotency-Key came before with another request. Give each request a key of its own.',
  'still-running': 'The first request with this Idempotency-Key is still being carried out. Wait.',
  'not-allowed': 'Your role does not allow this. Ask an owner.',
  'cross-site': 'This request came from another site and was not carried out.',
  'not-found': 'There is nothing here. It may have been removed, or the address is wrong.',
  'too-deep': ({ levels }: { levels: number }) =>
    `Values are nested more than ${levels} levels deep. Send them flatter.`,
  'too-large': 'The request is too large. Send less at a time.',
  'too-many': 'Too many requests. Wait a moment and try again.',
  'went-wrong': 'Something failed on our side and nothing was changed. Try again.',

  // journeys
  'journey-missing': 'This journey does not exist. It may have been removed.',
  'graph-wrong': ({ problems }: { problems: unknown[] }) =>
    `The graph cannot be saved: ${problems.length} problems, named by node. Nothing was changed.`,
  'graph-unfinished': ({ problems }: { problems: unknown[] }) =>
    `Mend ${problems.length} problems, then publish.`,
  'draft-changed': 'The draft has changed meanwhile. Look at it again, then publish.',
  'draft-stale': ({ savedBy }: { savedBy: string }) =>
    `${savedBy} changed this first. Both versions are kept.`,
  'copy-missing': 'This copy has been settled already.',
  'journey-archived': 'This journey is archived. Bring it back first.',
  'journey-state': 'The journey is not in a state for this. Reload and try again.',
  'journey-published': 'A published journey keeps its history. Archive it instead.',
  'journey-not-live': 'Only a live journey takes people in. Publish it first.',
  'no-hand-trigger': 'This journey has no trigger “by hand”. Add one and publish.',
  'contact-missing': 'This contact does not exist. Create it first.',
  'contact-gone':
    'This contact has been taken out. Whoever signs up again with the address is a new contact.',
  'contact-merged': 'This contact was merged into another one. Everything about it is there.',
  'merge-self': 'This is one and the same contact. Choose another one to merge.',
  'entry-walking': 'This contact is walking this journey already.',
  'entry-before': 'This contact has been in this journey, and it allows one entry only.',
  'enrollment-not-failed': 'This enrollment has not failed, so there is nothing to put back.',
  'enrollment-missing': 'This enrollment does not exist. Reload the contact and try again.',
  'enrollment-ended': 'This contact is not in the journey any more. Nothing was changed.',
  'enrollment-went-on':
    'This contact has walked on meanwhile. Look where they stand now, then decide again.',
  'place-impossible': 'Nobody can be moved there. Choose a step after the trigger.',
  'mail-unfinished': ({ problems }: { problems: unknown[] }) =>
    `The mail cannot leave like this: mend ${problems.length === 1 ? '1 problem' : `${problems.length} problems`}, then send it.`,

  // contacts
  'address-impossible': 'This is not a possible e-mail address. Check it for typing errors.',
  'address-erased':
    'Whoever has this address was erased. Add them again only with a consent of their own: opt-in or in writing.',
  'erasure-other-address':
    'This is not the address of the contact. Type the address of the one who is to be erased.',
  'contact-exists': 'A contact with this address exists already. Open it instead.',
  'attribute-wrong': ({ wrong }: { wrong: { label: string; type: AttributeType }[] }) =>
    wrong.map(({ label, type }) => people.en.unreadable[type](label)).join(' '),
  'attribute-exists':
    'There is an attribute with this key already. Change it, or take another key.',
  'attribute-built-in': 'Every contact has this attribute, and it stays as it is.',
  'choices-missing': 'Name at least one choice.',
  'tag-exists': 'There is a tag of this name already.',
  'tag-missing': 'This tag does not exist. It may have been removed.',
  'tag-used': ({ by }: { by: string[] }) =>
    `This tag is used in ${by.join(', ')}. Take it out there first.`,
  'topic-exists': 'There is a topic of this name already. It may be archived.',
  'topic-missing': 'This topic does not exist or is archived.',
  'consent-later': 'A consent cannot be dated later than now. Correct the date.',
  'opt-out-stands':
    'This contact opted out. Only what they agreed to afterwards, themselves or in writing, lifts it: enter when that was and what shows it.',
  'external-id-taken': 'Another contact has this ID already. Check it, or merge the two.',
  'values-unreadable': ({ count }: { count: number }) =>
    `${count === 1 ? '1 contact has a value' : `${count} contacts have values`} that could not be kept this way. Correct them first, or choose another type.`,

  // events
  'event-wrong': ({ field }: { field: string }) =>
    `This event cannot be read at “${field}”. It needs a name and one of contact.email, contact.id and contact.externalId.`,
  'events-wrong':
    'None of these events could be taken; each says why. Correct them and send again.',
  'event-name-impossible':
    'An event’s name has letters, digits, “-” and “_”, parted by dots, and 64 characters at most.',
  'event-name-reserved':
    'Names that begin with contact, source, message, segment, entry, journey, enrollment or consent are ours. Choose another.',
  'event-at-impossible':
    '“at” is not an instant. Write it with its offset: 2026-11-24T10:00:00+09:00.',
  'event-at-ahead': '“at” lies in the future. Check the sender’s clock and zone.',
  'event-payload-long': 'The payload is larger than 32 kB. Send only what journeys ask for.',
  'event-key-reused':
    'This key came before with another name or contact. Give each event a key of its own.',
  // sources
  'site-not-replayed':
    'What a page of your site posts cannot be run again. Mend the settings; the next ones are taken.',
  'signing-secret-theirs':
    'This sender makes the secret itself. Copy it from there and enter it here.',
  'confirm-link-missing':
    'The mail has no link to confirm. Write {{ payload.confirm_url }} where it should stand.',

  // segments
  'segment-missing': 'This segment does not exist. It may have been removed.',
  'segment-stale': 'Somebody changed this segment meanwhile. Reload it, then change it again.',
  'segment-archived': 'This segment is archived. Bring it back first.',
  'segment-used': ({ by }: { by: string[] }) =>
    `Other segments ask about this one: ${by.join(', ')}. Change their conditions first.`,
  'segment-cycle': 'This segment would ask about itself by way of others. Take one of them out.',
  'segment-other-kind':
    'The contacts of a dynamic segment follow from its conditions; a fixed one has none. Nothing was changed.',
  'rule-unfinished': 'A condition is unfinished. Choose what to look at and enter a value.',
  'rule-with-payload':
    'What came with a trigger can be asked about in journeys only. Take that condition out.',
  'rule-names-missing': ({ missing }: { missing: string[] }) =>
    `A condition asks about a ${missing.join(' and a ')} that does not exist any more. Choose another.`,

  // exports
  'export-over':
    'The reason was given more than seven days ago. Ask for the contacts again, with a reason.',

  // imports
  'import-too-large': 'The file is larger than 1 GB. Split it and send the parts.',
  'import-empty': 'The file is empty. Choose one with at least one row.',
  'import-workbook':
    'This is an Excel workbook. Save it as CSV (UTF-8) in Excel, then choose that file.',
  'import-too-wide': 'The file has more than 500 columns. Leave out those that are not needed.',
  'import-too-old':
    'This import ended more than 90 days ago. What it changed is not kept any longer, so nothing can be taken back.',
  'import-state': 'The import is not in a state for this. Reload and try again.',
  'import-no-email': 'Say which column holds the e-mail address.',
  'import-consent-bare':
    'A column says who agreed to advertising. Add the basis, the date and the document of the consent.',
  'import-column-twice': 'Two columns go to the same place. Choose another one for one of them.',
  'consent-ahead': 'The date of the consent lies ahead. Enter the day on which it was given.',

  // messages
  'message-decided':
    'This mail needs no decision any more. Reload the page to see what became of it.',

  // members
  'setup-closed': 'This product already has an owner. Sign in instead.',
  'setup-link-wrong':
    'This link is not the one printed at start. Open the link from the terminal again.',
  'sign-in-wrong': 'The e-mail address or the password is not right. Try again.',
}

const ja: typeof en = {
  'list-too-slow':
    '時間がかかりすぎるため、一覧にできません。検索やタグで絞り込むか、条件をセグメントにしてください。',
  'wrong-input': ({ fields }) =>
    fields.length > 0
      ? `次の項目を確かめて、もう一度送ってください：${fields.join('、')}`
      : 'リクエストを読み取れませんでした。JSONで送ってください。',
  'not-signed-in': 'ログインするか、APIキーを「Authorization: Bearer …」で送ってください。',
  'key-wrong': 'このAPIキーは登録されていないか、無効になっています。設定で新しく作ってください。',
  'key-expired': 'このAPIキーは期限が切れています。設定で新しく作ってください。',
  'scope-missing': ({ scope }) =>
    `このAPIキーにはスコープ${scope}がありません。設定でスコープのあるキーを作ってください。`,
  'key-reused':
    'このIdempotency-Keyは、前に別のリクエストで使われています。リクエストごとに別のキーを付けてください。',
  'still-running':
    '同じIdempotency-Keyの最初のリクエストを実行しています。終わるまでお待ちください。',
  'not-allowed': 'この操作はあなたの権限ではできません。オーナーに相談してください。',
  'cross-site': 'ほかのサイトからの操作だったため、実行しませんでした。',
  'not-found': 'ここには何もありません。削除されたか、アドレスが間違っています。',
  'too-deep': ({ levels }) => `値の入れ子が${levels}段を超えています。浅くしてから送ってください。`,
  'too-large': 'リクエストが大きすぎます。小さく分けて送ってください。',
  'too-many': 'リクエストが多すぎます。少し待ってからもう一度お試しください。',
  'went-wrong': 'サーバーで問題が起きました。何も変更していません。もう一度お試しください。',

  // journeys
  'journey-missing': 'このシナリオはありません。削除された可能性があります。',
  'graph-wrong': ({ problems }) =>
    `このグラフは保存できません。ステップごとに${problems.length}件の問題を示しました。何も変更していません。`,
  'graph-unfinished': ({ problems }) =>
    `${problems.length}件の確認が残っています。直してから公開してください。`,
  'draft-changed': 'そのあいだに下書きが変わりました。もう一度確かめてから公開してください。',
  'draft-stale': ({ savedBy }) => `${savedBy}さんが先に変更しています。両方の版を残しました。`,
  'copy-missing': 'この版は、すでに選び終わっています。',
  'journey-archived': 'このシナリオは保管されています。先に戻してください。',
  'journey-state': 'いまの状態ではできません。読み込み直してもう一度お試しください。',
  'journey-published': '公開したシナリオの履歴は消せません。代わりに保管してください。',
  'journey-not-live': '人を入れられるのは公開中のシナリオだけです。先に公開してください。',
  'no-hand-trigger': '「手動」の開始条件がありません。足してから公開してください。',
  'contact-missing': 'このコンタクトはありません。先に登録してください。',
  'contact-gone':
    'このコンタクトは取り除かれました。同じアドレスで登録した方は、新しいコンタクトになります。',
  'contact-merged':
    'このコンタクトは別のコンタクトに統合されました。記録はすべて統合先にあります。',
  'merge-self': '同じコンタクト同士は統合できません。別のコンタクトを選んでください。',
  'entry-walking': 'このコンタクトは、すでにこのシナリオを進んでいます。',
  'entry-before': 'このコンタクトは前に入ったことがあり、このシナリオに入れるのは1回だけです。',
  'enrollment-not-failed': 'この適用は失敗していないため、戻すものがありません。',
  'enrollment-missing': 'この適用はありません。読み込み直してもう一度お試しください。',
  'enrollment-ended': 'この方は、もうこのシナリオにいません。何も変更していません。',
  'enrollment-went-on':
    'そのあいだに、この方は先に進みました。いまの場所を確かめて、もう一度決めてください。',
  'place-impossible': 'そこには移せません。開始条件より後のステップを選んでください。',
  'mail-unfinished': ({ problems }) =>
    `このままでは送れません。${problems.length}件を直してから送ってください。`,

  // contacts
  'address-impossible': 'メールアドレスとして使えません。入力の誤りがないか確かめてください。',
  'address-erased':
    'このアドレスの方は消去されています。ご本人の同意（オプトインか書面）があるときだけ、登録できます。',
  'erasure-other-address':
    'このコンタクトのメールアドレスと違います。消去する方のアドレスを入力してください。',
  'contact-exists': 'このメールアドレスのコンタクトはすでにあります。そちらを開いてください。',
  'attribute-wrong': ({ wrong }) =>
    wrong.map(({ label, type }) => people.ja.unreadable[type](label)).join(''),
  'attribute-exists':
    'このキーの属性はすでにあります。そちらを変更するか、別のキーにしてください。',
  'attribute-built-in': 'この属性はすべてのコンタクトにあるもので、変更できません。',
  'choices-missing': '選択肢を1つ以上入れてください。',
  'tag-exists': 'この名前のタグはすでにあります。',
  'tag-missing': 'このタグはありません。削除された可能性があります。',
  'tag-used': ({ by }) =>
    `このタグは使われています：${by.join('、')}。先にそこから外してください。`,
  'topic-exists': 'この名前のトピックはすでにあります。保管されているかもしれません。',
  'topic-missing': 'このトピックはないか、保管されています。',
  'consent-later': '同意の日時に未来は入れられません。日時を確かめてください。',
  'opt-out-stands':
    'ご本人が配信停止を希望しています。解除できるのは、その後の本人の同意か書面だけです。日時と、それを示すものを入力してください。',
  'external-id-taken':
    'このIDは別のコンタクトに登録されています。確かめるか、2人を統合してください。',
  'values-unreadable': ({ count }) =>
    `この形では残せない値が${count}人にあります。先に直すか、別の型を選んでください。`,

  // events
  'event-wrong': ({ field }) =>
    `イベントの「${field}」を読み取れません。nameと、contact.email・contact.id・contact.externalIdのどれか1つが必要です。`,
  'events-wrong':
    '受け取れるイベントがありませんでした。それぞれの理由を確かめて、直してからもう一度送ってください。',
  'event-name-impossible':
    'イベント名に使えるのは文字・数字・「-」・「_」で、「.」で区切り、64文字までです。',
  'event-name-reserved':
    'contact、source、message、segment、entry、journey、enrollment、consentで始まる名前は使えません。別の名前にしてください。',
  'event-at-impossible':
    '「at」を日時として読み取れません。2026-11-24T10:00:00+09:00のように時差を付けてください。',
  'event-at-ahead': '「at」が未来の日時です。送信元の時計とタイムゾーンを確かめてください。',
  'event-payload-long': 'payloadが32kBを超えています。シナリオで使う値だけを送ってください。',
  'event-key-reused':
    'このkeyは、前に別の名前またはコンタクトで送られています。イベントごとに別のkeyを付けてください。',
  // sources
  'site-not-replayed':
    'サイトのスクリプトから届いたものは、もう一度実行できません。設定を直すと、次に届くものから受け付けます。',
  'signing-secret-theirs':
    '署名シークレットは送信元が作ります。送信元の画面から写して、ここに入力してください。',
  'confirm-link-missing':
    'メールに確認のリンクがありません。置きたい場所に{{ payload.confirm_url }}と書いてください。',

  // segments
  'segment-missing': 'このセグメントはありません。削除された可能性があります。',
  'segment-stale':
    'そのあいだに、ほかの人がこのセグメントを変更しました。読み込み直してから変更してください。',
  'segment-archived': 'このセグメントは保管されています。先に戻してください。',
  'segment-used': ({ by }) =>
    `ほかのセグメントの条件で使われています：${by.join('、')}。先にその条件を変えてください。`,
  'segment-cycle': 'ほかのセグメントを通して、自分自身を条件にしています。どれかを外してください。',
  'segment-other-kind':
    '「条件で集める」セグメントの人は条件で決まり、「手で選ぶ」セグメントに条件はありません。何も変更していません。',
  'rule-unfinished': '書きかけの条件があります。対象と値を入れてください。',
  'rule-with-payload':
    '開始時に届いた項目を条件にできるのはシナリオだけです。その条件を外してください。',
  'rule-names-missing': ({ missing }) =>
    `もうない${missing.map((kind) => kinds[kind] ?? kind).join('・')}を条件にしています。ほかを選んでください。`,

  // exports
  'export-over': '書き出しの期限（7日）が過ぎました。理由を添えて、もう一度書き出してください。',

  // imports
  'import-too-large': 'ファイルが1GBを超えています。分けて送ってください。',
  'import-empty': 'ファイルが空です。1行以上あるファイルを選んでください。',
  'import-workbook':
    'これはExcelのブックです。Excelで「CSV UTF-8」として保存し、そのファイルを選んでください。',
  'import-too-wide': '列が500を超えています。要らない列を除いて送ってください。',
  'import-too-old':
    '取り込みが終わってから90日が過ぎました。変更の記録を消したため、元に戻せません。',
  'import-state': 'いまの状態ではできません。読み込み直してもう一度お試しください。',
  'import-no-email': 'メールアドレスの列を選んでください。',
  'import-consent-bare':
    '広告メールの同意の列があります。同意の根拠・日付・書類を入力してください。',
  'import-column-twice': '二つの列の入れ先が同じです。どちらかの入れ先を変えてください。',
  'consent-ahead': '同意の日付が先の日になっています。同意を得た日を入力してください。',

  // messages
  'message-decided':
    'このメールは、もう決めるものがありません。ページを再読み込みして結果をご確認ください。',

  // members
  'setup-closed': 'すでにオーナーが登録されています。ログインしてください。',
  'setup-link-wrong':
    '起動時に表示されたリンクと一致しません。ターミナルのリンクをもう一度開いてください。',
  'sign-in-wrong': 'メールアドレスかパスワードが違います。もう一度お試しください。',
}

const kinds: Record<string, string> = {
  tag: 'タグ',
  topic: 'トピック',
  segment: 'セグメント',
  journey: 'シナリオ',
}

export const words = { en, ja }
