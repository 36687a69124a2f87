import { Button, Switch, Textarea } from '@mantine/core'
import { Card } from '../../parts/page-body.tsx'
import { toast } from '../../parts/toasts.tsx'
import { useFields } from '../../parts/use-fields.ts'
import { Wrong } from '../../parts/wrong.tsx'
import { useWords } from '../../words.ts'
import { type Source, useChangeSource } from './queries.ts'
import page from './source.module.css'

const ON = 'on'

/** Whose pages may post, and whether they are believed about who is there. */
export function SiteSettings({ source: { id, site } }: { source: Source }) {
  const say = useWords(words)
  const { field, values, set, check, changed } = useFields(
    {
      origins: (site?.origins ?? []).join('\n'),
      trusts: site?.trustsAddresses ? ON : '',
    },
    { origins: (value) => (linesOf(value).every(isPage) ? null : say.wrong) },
  )
  const change = useChangeSource(id, () => toast({ title: say.saved }))
  return (
    <Card title={say.title}>
      <form
        className={page.stack}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!check(event.currentTarget)) return
          const origins = linesOf(values.origins)
          change.mutate({ site: { origins, trustsAddresses: values.trusts === ON } })
        }}
      >
        <Textarea
          {...field('origins')}
          label={say.origins}
          description={say.originsNote}
          placeholder="https://www.example.jp"
          autosize
          minRows={2}
        />
        <Switch
          label={say.trusts}
          description={say.trustsNote}
          checked={values.trusts === ON}
          onChange={(event) => set({ trusts: event.currentTarget.checked ? ON : '' })}
        />
        <Wrong error={change.error} />
        <Button type="submit" className={page.save} disabled={!changed} loading={change.isPending}>
          {say.save}
        </Button>
      </form>
    </Card>
  )
}

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

const isPage = (text: string) => /^https?:\/\//.test(text) && URL.canParse(text)

export const words = {
  en: {
    title: 'Website',
    origins: 'Your site’s addresses, one a line',
    originsNote: 'With https://. Only pages of these may post; www and without are two.',
    wrong: 'Begin each line with https://, for example https://www.example.jp.',
    trusts: 'Take addresses without a signature',
    trustsNote:
      'Easier, but anybody could then write somebody else’s address into a page and have events counted as theirs. Only people who are contacts already are taken so.',
    save: 'Save',
    saved: 'Saved. It holds from the next post on.',
  },
  ja: {
    title: 'サイト',
    origins: 'サイトのアドレス（1行に1つ）',
    originsNote:
      'https://から入力してください。ここにあるサイトのページからだけ受け取ります。wwwの有無は区別します。',
    wrong: 'https://www.example.jpのように、各行をhttps://から始めてください。',
    trusts: '署名のないアドレスも受け付ける',
    trustsNote:
      '設置は簡単になりますが、だれでも他人のアドレスをページに書いて、その人のイベントとして送れるようになります。すでにコンタクトの方だけが対象です。',
    save: '保存する',
    saved: '保存しました。次に届くものから使います。',
  },
}
