import { SegmentedControl } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, api } from '../../api.ts'
import { useWords } from '../../words.ts'
import { type FormDraft, formOf } from './form-draft.ts'
import classes from './form-page-editor.module.css'

/** The page as it would be now, drawn by the server a moment after the last keystroke. */
export function FormPreview({ draft }: { draft: FormDraft }) {
  const say = useWords(words)
  const [width, setWidth] = useState<'wide' | 'phone'>('wide')
  const [sent] = useDebouncedValue(
    JSON.stringify({ form: formOf(draft), consentWording: draft.consent }),
    300,
  )
  const { data, error } = useQuery({
    queryKey: ['form-preview', sent],
    queryFn: () => answer(api.forms.preview.$post({ json: JSON.parse(sent) })),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  })
  return (
    <section className={classes.preview} aria-label={say.title}>
      <div className={classes.previewHead}>
        <h2>{say.title}</h2>
        <SegmentedControl
          aria-label={say.width}
          value={width}
          onChange={(value) => setWidth(value as 'wide' | 'phone')}
          data={[
            { value: 'wide', label: say.wide },
            { value: 'phone', label: say.phone },
          ]}
        />
      </div>
      <iframe
        className={classes.frame}
        data-width={width}
        title={say.title}
        sandbox=""
        srcDoc={data?.html ?? ''}
      />
      <p className={classes.note}>{error ? say.behind : say.note}</p>
    </section>
  )
}

export const words = {
  en: {
    title: 'Preview',
    width: 'Width',
    wide: 'Wide',
    phone: 'Phone',
    note: 'As people will see it once it is saved.',
    behind: 'Something is missing; this is how it looked before.',
  },
  ja: {
    title: '見え方',
    width: '幅',
    wide: '広い画面',
    phone: '携帯電話',
    note: '保存すると、このように見えます。',
    behind: '足りないものがあるため、その前の見え方です。',
  },
}
