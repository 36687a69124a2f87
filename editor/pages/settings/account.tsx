import { Button, Select, Switch, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { answer, api, meKey } from '../../api.ts'
import { ErrorBox } from '../../parts/error-box.tsx'
import { Card } from '../../parts/page-body.tsx'
import { SkeletonRows } from '../../parts/skeleton-rows.tsx'
import { toast } from '../../parts/toasts.tsx'
import { looksLikeEmail, useFields } from '../../parts/use-fields.ts'
import { Wrong } from '../../parts/wrong.tsx'
import { useWords } from '../../words.ts'
import classes from './account.module.css'
import { EmergencyStop } from './emergency-stop.tsx'
import { type AccountRow, accountQuery } from './queries.ts'

/** Who sends, what the law wants shown, and in whose time and language. */
export function Account() {
  const { data, error, refetch } = useQuery(accountQuery)
  if (error && !data) return <ErrorBox error={error} retry={refetch} />
  if (!data) return <SkeletonRows rows={8} height={60} />
  return (
    <div className={classes.cards}>
      <AccountForm account={data} />
      <EmergencyStop />
    </div>
  )
}

function AccountForm({ account }: { account: AccountRow }) {
  const say = useWords(words)
  const texts = textsOf(account)
  const mail = (value: string) => (value && !looksLikeEmail(value) ? say.mailWrong : null)
  const { values, set, field, changed, check, refuse } = useFields<keyof typeof texts>(texts, {
    senderAddress: mail,
    replyTo: mail,
  })
  const save = useSave({
    // The server trims what it keeps.
    saved: (kept) => set(textsOf(kept)),
    refused: (error) => refuse(error, say.refused),
  })
  const language = values.language === 'ja' ? 'ja' : 'en'
  return (
    <form
      className={classes.cards}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (check(event.currentTarget)) {
          save.mutate({ ...values, language, tracking: values.tracking === ON })
        }
      }}
    >
      <Card title={say.sender} note={say.senderNote}>
        <div className={classes.fields}>
          <TextInput {...field('name')} label={say.name} description={say.nameHelp} />
          <div className={classes.pair}>
            <TextInput {...field('senderName')} label={say.senderName} />
            <TextInput {...field('senderAddress')} label={say.senderAddress} type="email" />
          </div>
          <TextInput
            {...field('replyTo')}
            label={say.replyTo}
            description={say.replyToHelp}
            type="email"
          />
        </div>
      </Card>
      <Card title={say.law} note={say.lawNote}>
        <div className={classes.fields}>
          <Textarea {...field('postalAddress')} label={say.postal} autosize minRows={2} />
          <Textarea
            {...field('enquiry')}
            label={say.enquiry}
            description={say.enquiryHelp}
            autosize
            minRows={2}
          />
        </div>
      </Card>
      <Card title={say.local}>
        <div className={classes.pair}>
          <Select
            label={say.zone}
            description={say.zoneHelp}
            data={zones}
            searchable
            allowDeselect={false}
            value={values.zone}
            onChange={(zone) => zone && set({ zone })}
            nothingFoundMessage={say.noZone}
          />
          <Select
            label={say.language}
            description={say.languageHelp}
            data={[
              { value: 'ja', label: '日本語' },
              { value: 'en', label: 'English' },
            ]}
            allowDeselect={false}
            value={values.language}
            onChange={(language) => language && set({ language })}
          />
        </div>
      </Card>
      <Card title={say.counting} note={say.countingNote}>
        <Switch
          label={say.tracking}
          description={say.trackingHelp}
          checked={values.tracking === ON}
          onChange={(event) => set({ tracking: event.currentTarget.checked ? ON : '' })}
        />
      </Card>
      <Wrong error={save.error} />
      <div className={classes.acts}>
        <span className={classes.state} role="status">
          {changed ? say.changed : null}
        </span>
        <Button
          type="submit"
          variant="filled"
          color="moss"
          disabled={!changed}
          loading={save.isPending}
        >
          {say.save}
        </Button>
      </div>
    </form>
  )
}

/** The fields of the form are texts. */
const textsOf = ({ stopped: _, tracking, ...texts }: AccountRow) => ({
  ...texts,
  tracking: tracking ? ON : '',
})

const ON = 'on'

function useSave(then: { saved: (account: AccountRow) => void; refused: (error: Error) => void }) {
  const say = useWords(words)
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (json: Omit<AccountRow, 'stopped'>) => answer(api.account.$put({ json })),
    onSuccess(account) {
      queries.setQueryData(accountQuery.queryKey, account)
      void queries.invalidateQueries({ queryKey: meKey })
      then.saved(account)
      toast({ title: say.saved })
    },
    onError: then.refused,
  })
}

const zones = Intl.supportedValuesOf('timeZone')

export const words = {
  en: {
    sender: 'Sender',
    senderNote: 'How your mails show themselves in an inbox.',
    name: 'Organization',
    nameHelp: 'The name of the company or shop. Mails and the unsubscribe page show it.',
    senderName: 'Sender name',
    senderAddress: 'Sender address',
    mailWrong: 'Enter an e-mail address, such as hello@example.com.',
    replyTo: 'Replies go to',
    replyToHelp: 'Empty: to the sender address.',
    law: 'Shown by law',
    lawNote:
      'Japan’s Act on Regulation of Transmission of Specified Electronic Mail asks advertising mail to name the sender, an address and where to ask or complain. They stand at the foot of advertising mail, as far as the mail does not say them itself; the same goes for the way out. Once there is a sender address, advertising without them is not published; without them it never leaves.',
    postal: 'Postal address',
    enquiry: 'Enquiries and complaints',
    enquiryHelp: 'A telephone number, an e-mail address or a page.',
    local: 'Time and language',
    zone: 'Time zone',
    zoneHelp: 'Times are shown and waits are counted in it, unless a contact has their own.',
    noZone: 'No time zone fits.',
    language: 'Language',
    languageHelp: 'Of the pages your contacts see. The language of this editor is yours alone.',
    counting: 'Counting',
    countingNote: 'What people do with your mails, as events of each contact.',
    tracking: 'Count opens and clicks',
    trackingHelp:
      'Links then lead over this server, and a tiny picture tells that a mail was opened. Off, links stay as they were written. Say so in your privacy notice.',
    changed: 'Not saved yet',
    save: 'Save',
    saved: 'Saved.',
    refused: 'This was not taken. Change it and save again.',
  },
  ja: {
    sender: '差出人',
    senderNote: '受信箱での見え方です。',
    name: '組織名',
    nameHelp: '会社やお店の名前です。メールと配信停止のページに表示します。',
    senderName: '差出人名',
    senderAddress: '差出人のアドレス',
    mailWrong: 'hello@example.comのような形で、メールアドレスを入力してください。',
    replyTo: '返信の宛先',
    replyToHelp: '空のときは、差出人のアドレスに返信されます。',
    law: '法律で必要な表示',
    lawNote:
      '特定電子メール法は、広告宣伝メールに、送信者の名前、住所、問い合わせと苦情の受付先を表示するよう求めています。広告メールの末尾に、本文にないものだけが入ります。配信停止の案内も同じです。空のままでは、広告メールは送信されません。差出人のアドレスがあれば、公開もできません。',
    postal: '住所',
    enquiry: 'お問い合わせ先',
    enquiryHelp: '電話番号、メールアドレス、またはページのアドレスです。',
    local: '時刻と言語',
    zone: 'タイムゾーン',
    zoneHelp:
      '時刻の表示と待機の計算に使います。コンタクトにタイムゾーンがあれば、そちらを使います。',
    noZone: '当てはまるタイムゾーンがありません。',
    language: '言語',
    languageHelp: 'コンタクトが見るページの言語です。この画面の言語は、人ごとに選べます。',
    counting: '計測',
    countingNote: 'メールへの反応を、コンタクトごとのイベントとして記録します。',
    tracking: '開封とクリックを計測する',
    trackingHelp:
      'リンクがこのサーバーを経由し、開封を知るための小さな画像が入ります。オフにすると、リンクは書いたとおりになります。プライバシーポリシーにも記載してください。',
    changed: 'まだ保存していません',
    save: '保存する',
    saved: '保存しました。',
    refused: 'この内容では保存できません。直して、もう一度保存してください。',
  },
}
