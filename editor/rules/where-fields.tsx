import { ActionIcon, TextInput, Tooltip } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { Comparison } from '../../server/engine/question.ts'
import { useWords } from '../words.ts'
import { ComparisonFields } from './comparison-fields.tsx'
import type { Names } from './names.ts'
import classes from './rule-builder.module.css'

type Props = {
  asked: Comparison
  of: string
  names: Names
  change(asked: Comparison): void
  remove(): void
}

/** What an event must have brought with it. */
export function WhereFields({ asked, of, names, change, remove }: Props) {
  const say = useWords(words)
  return (
    <fieldset className={classes.where} aria-label={say.where(of)}>
      <div className={classes.fields}>
        <TextInput
          aria-label={say.key(of)}
          placeholder={say.keyHere}
          maxLength={200}
          value={asked.key}
          onChange={(event) => change({ ...asked, key: event.currentTarget.value })}
        />
        <ComparisonFields asked={asked} of={of} names={names} anyKind change={change} />
      </div>
      <Tooltip label={say.remove(of)}>
        <ActionIcon size={28} aria-label={say.remove(of)} onClick={remove}>
          <IconX size={15} stroke={2} />
        </ActionIcon>
      </Tooltip>
    </fieldset>
  )
}

export const words = {
  en: {
    where: (of: string) => `Condition ${of}: what it brought`,
    key: (of: string) => `Name of the field in condition ${of}`,
    keyHere: 'e.g. total',
    remove: (of: string) => `Remove condition ${of}`,
  },
  ja: {
    where: (of: string) => `条件${of}：イベントの内容`,
    key: (of: string) => `条件${of}の項目名`,
    keyHere: '例：total',
    remove: (of: string) => `条件${of}を削除する`,
  },
}
