import {
  IconMailCheck,
  IconMailOff,
  IconPencil,
  IconRoute,
  IconTag,
  IconUsersMinus,
  IconUsersPlus,
} from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, api } from '../../api.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { Wrong } from '../../parts/wrong.tsx'
import { useWords } from '../../words.ts'
import classes from './bulk-dialog.module.css'
import { fields, type Values } from './bulk-fields.tsx'
import { words } from './bulk-words.ts'
import type { audienceOf } from './picked.ts'
import { actsQuery } from './queries.ts'

export type BulkKind =
  | 'add-tag'
  | 'remove-tag'
  | 'set-attribute'
  | 'enter-segment'
  | 'leave-segment'
  | 'enter-journey'
  | 'suppress'
  | 'lift-suppression'

type Props = {
  act: BulkKind
  opened: boolean
  onClose: () => void
  /** Told that it has begun. */
  onAsked: () => void
  count: number
  counted: string
  audience: () => ReturnType<typeof audienceOf>
}

/** So many may be changed without typing how many. */
const UNASKED = 100
const icons = {
  'add-tag': IconTag,
  'remove-tag': IconTag,
  'set-attribute': IconPencil,
  'enter-segment': IconUsersPlus,
  'leave-segment': IconUsersMinus,
  'enter-journey': IconRoute,
  suppress: IconMailOff,
  'lift-suppression': IconMailCheck,
}

/** Asks what exactly is to be done to many, says to how many, and begins. */
export function BulkDialog(props: Props) {
  const { act, opened, onClose, onAsked, count, counted, audience } = props
  const say = useWords(words)
  const { question, what, verb } = say[act]
  const [values, setValues] = useState<Values | null>(act === 'suppress' ? { reason: '' } : null)
  const client = useQueryClient()
  const ask = useMutation({
    mutationFn: () =>
      answer(api['bulk-acts'].$post({ json: { act, values: values ?? {}, audience: audience() } })),
    onSuccess: async () => {
      onAsked()
      await client.invalidateQueries({ queryKey: actsQuery.queryKey })
    },
  })
  const Fields = fields[act]
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      tone={act === 'suppress' ? 'shu' : 'moss'}
      icon={icons[act]}
      question={question(counted)}
      what={
        <div className={classes.what}>
          <p>{what}</p>
          <Fields onChange={setValues} />
          <Wrong error={ask.error} />
        </div>
      }
      verb={verb}
      busy={ask.isPending}
      disabled={values === null}
      type={count > UNASKED ? String(count) : undefined}
      onConfirm={() => ask.mutate()}
    />
  )
}
