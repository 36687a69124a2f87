import { SegmentedControl, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { isWholeRule } from '../../../server/engine/finished.ts'
import type { Rule } from '../../../server/engine/rule.ts'
import { answer, api } from '../../api.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { useFields } from '../../parts/use-fields.ts'
import { RuleBuilder } from '../../rules/rule-builder.tsx'
import { useWords } from '../../words.ts'
import { useNames } from '../use-names.ts'
import { LiveCount } from './live-count.tsx'
import classes from './segments.module.css'

type Kind = 'dynamic' | 'fixed'
/** What a new segment begins with. */
export type Start = { name: string; rule: Rule }
export const blankStart: Start = { name: '', rule: { join: 'all', questions: [] } }

type Props = {
  start: Start
  /** What it leaves out of where it came from. */
  note?: string | undefined
  onClose: () => void
}

/** Makes a segment: whoever meets a rule, or people put in by hand. */
export function NewSegment({ start, note, onClose }: Props) {
  const say = useWords(words)
  const [kind, setKind] = useState<Kind>('dynamic')
  const [rule, setRule] = useState(start.rule)
  const names = useNames(rule)
  const { field, values, check } = useFields(
    { name: start.name },
    { name: (value) => (value.trim() ? null : say.nameMissing) },
  )
  const make = useMake(onClose)
  return (
    <FormDialog
      opened
      onClose={onClose}
      size={760}
      title={say.title}
      note={note}
      verb={say.act}
      busy={make.isPending}
      error={make.error}
      disabled={kind === 'dynamic' && !isWholeRule(rule)}
      outcome={
        kind === 'dynamic' && (
          <div className={classes.outcome}>
            <LiveCount rule={rule} />
          </div>
        )
      }
      onSubmit={(form) => {
        const name = values.name.trim()
        if (check(form)) make.mutate(kind === 'dynamic' ? { name, kind, rule } : { name, kind })
      }}
    >
      <SegmentedControl
        fullWidth
        aria-label={say.kind}
        value={kind}
        onChange={(value) => setKind(value as Kind)}
        data={[
          { value: 'dynamic', label: say.kinds.dynamic },
          { value: 'fixed', label: say.kinds.fixed },
        ]}
      />
      <p>{say.what[kind]}</p>
      <TextInput
        {...field('name')}
        label={say.name}
        placeholder={say.example}
        maxLength={100}
        data-autofocus
      />
      {kind === 'dynamic' && <RuleBuilder rule={rule} names={names} onChange={setRule} />}
    </FormDialog>
  )
}

type Made = Parameters<typeof api.segments.$post>[0]['json']

function useMake(done: () => void) {
  const client = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: (json: Made) => answer(api.segments.$post({ json })),
    async onSuccess({ id }) {
      done()
      void client.invalidateQueries({ queryKey: ['segments'] })
      await navigate(`/segments/${id}`)
    },
  })
}

export const words = {
  en: {
    title: 'New segment',
    kind: 'Kind of segment',
    kinds: { dynamic: 'By conditions', fixed: 'By hand' },
    what: {
      dynamic: 'Whoever meets the conditions is in. People enter and leave by themselves.',
      fixed: 'You put people in and take them out. Nobody enters or leaves by themselves.',
    },
    name: 'Name',
    nameMissing: 'Enter a name.',
    example: 'Regulars of this spring',
    act: 'Make',
  },
  ja: {
    title: 'セグメントを作る',
    kind: 'セグメントの種類',
    kinds: { dynamic: '条件で集める', fixed: '手で選ぶ' },
    what: {
      dynamic: '条件を満たす人が入ります。出入りは自動です。',
      fixed: '人を手で加え、手で外します。自動では出入りしません。',
    },
    name: '名前',
    nameMissing: '名前を入力してください。',
    example: 'この春の常連',
    act: '作る',
  },
}
