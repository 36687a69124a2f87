import { Button, Textarea, TextInput } from '@mantine/core'
import { Card } from '../../parts/page-body.tsx'
import { toast } from '../../parts/toasts.tsx'
import { useFields } from '../../parts/use-fields.ts'
import { Wrong } from '../../parts/wrong.tsx'
import { useWords } from '../../words.ts'
import { Filter } from './filter.tsx'
import { type Source, useChangeSource } from './queries.ts'
import { Signing } from './signing.tsx'
import { SiteSecret } from './site-secret.tsx'
import { SiteSettings } from './site-settings.tsx'
import page from './source.module.css'

/** What a source is called, says and asks. */
export function Settings({ source }: { source: Source }) {
  return (
    <div className={page.narrow}>
      <General source={source} />
      {source.kind === 'site' && (
        <>
          <SiteSettings source={source} />
          <SiteSecret source={source} />
        </>
      )}
      {source.kind === 'webhook' && <Filter source={source} />}
      {source.kind === 'webhook' && <Signing source={source} />}
    </div>
  )
}

function General({ source }: { source: Source }) {
  const say = useWords(words)
  const { field, values, check, changed } = useFields(
    { name: source.name, consent: source.consentWording },
    { name: (value) => (value.trim() ? null : say.nameMissing) },
  )
  const change = useChangeSource(source.id, () => toast({ title: say.saved }))
  return (
    <Card title={say.title}>
      <form
        className={page.stack}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!check(event.currentTarget)) return
          change.mutate({
            name: values.name.trim(),
            // A form's wording is changed with the form.
            ...(source.kind === 'webhook' && { consentWording: values.consent.trim() }),
          })
        }}
      >
        <TextInput {...field('name')} label={say.name} maxLength={100} />
        {source.kind === 'webhook' && (
          <Textarea
            {...field('consent')}
            label={say.consent}
            description={say.consentNote}
            autosize
            minRows={2}
            maxLength={2000}
          />
        )}
        <Wrong error={change.error} />
        <Button type="submit" className={page.save} disabled={!changed} loading={change.isPending}>
          {say.save}
        </Button>
      </form>
    </Card>
  )
}

export const words = {
  en: {
    title: 'General',
    name: 'Name',
    nameMissing: 'Enter a name.',
    consent: 'Consent wording',
    consentNote:
      'Everybody who comes in is recorded as having agreed to this sentence. Leave it empty unless your form asks for it.',
    save: 'Save',
    saved: 'Saved. It holds from the next post on.',
  },
  ja: {
    title: '基本',
    name: '名前',
    nameMissing: '名前を入力してください。',
    consent: '同意の文',
    consentNote:
      '届いた方は全員、この文に同意したものとして記録します。フォームで同意を求めていないときは空にしてください。',
    save: '保存する',
    saved: '保存しました。次に届くものから使います。',
  },
}
