import { Textarea, TextInput } from '@mantine/core'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { useFields } from '../../parts/use-fields.ts'
import { useWords } from '../../words.ts'

type Named = { name: string; description: string }

type Props = {
  title: string
  name?: string
  /** Left out: it has none. */
  description?: string
  verb: string
  busy: boolean
  error: Error | null
  onClose: () => void
  onSave: (named: Named) => void
}

/** Asks for a name and, where there is one, a description. */
export function NameDialog(props: Props) {
  const { title, name = '', description, verb, busy, error, onClose, onSave } = props
  const say = useWords(words)
  const { field, values, check } = useFields(
    { name, description: description ?? '' },
    { name: (value) => (value.trim() ? null : say.missing) },
  )
  return (
    <FormDialog
      opened
      onClose={onClose}
      title={title}
      verb={verb}
      busy={busy}
      error={error}
      onSubmit={(form) => {
        if (!check(form)) return
        onSave({ name: values.name.trim(), description: values.description.trim() })
      }}
    >
      <TextInput {...field('name')} label={say.name} maxLength={100} data-autofocus />
      {description !== undefined && (
        <Textarea
          {...field('description')}
          label={say.description}
          description={say.descriptionHelp}
          maxLength={500}
          autosize
          minRows={2}
        />
      )}
    </FormDialog>
  )
}

export const words = {
  en: {
    name: 'Name',
    missing: 'Enter a name.',
    description: 'Description (may be empty)',
    descriptionHelp: 'Stands below the name where contacts choose.',
  },
  ja: {
    name: '名前',
    missing: '名前を入力してください。',
    description: '説明（空でもよい）',
    descriptionHelp: 'コンタクトが選ぶ画面で、名前の下に出ます。',
  },
}
