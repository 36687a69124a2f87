import { ActionIcon, Button, TextInput, Tooltip } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { ConditionData } from '../../server/engine/nodes/condition.ts'
import type { Rule } from '../../server/engine/rule.ts'
import { newId } from '../canvas/new-id.ts'
import { blank } from '../rules/edit.ts'
import type { Names } from '../rules/names.ts'
import { RuleBuilder } from '../rules/rule-builder.tsx'
import { ruleSentence } from '../rules/sentence.ts'
import { useLanguage, useWords } from '../words.ts'
import classes from './branches.module.css'

type Branch = ConditionData['branches'][number]

const MAX_BRANCHES = 20

type Props = { branches: Branch[]; names: Names; wrong?: string; change(branches: Branch[]): void }

/** The ways a condition parts, asked from top to bottom; whoever meets none goes on below them. */
export function Branches({ branches, names, wrong, change }: Props) {
  const say = useWords(words)
  const add = () => {
    const rule: Rule = { join: 'all', questions: [blank] }
    change([...branches, { id: newId('branch'), name: '', rule }])
  }
  const move = (from: number, to: number) => {
    const moved = branches.toSpliced(from, 1).toSpliced(to, 0, branches[from]!)
    change(moved)
  }
  return (
    <div className={classes.branches}>
      {branches.map((branch, index) => (
        <BranchFields
          key={branch.id}
          branch={branch}
          names={names}
          number={index + 1}
          change={(next) => change(branches.with(index, next))}
          remove={() => change(branches.toSpliced(index, 1))}
          up={index > 0 ? () => move(index, index - 1) : undefined}
          down={index < branches.length - 1 ? () => move(index, index + 1) : undefined}
        />
      ))}
      {wrong && <p className={classes.wrong}>{wrong}</p>}
      <div className={classes.otherwise}>
        <strong>{say.otherwise}</strong>
        <span>{say.otherwiseNote}</span>
      </div>
      <Button
        leftSection={<IconPlus size={15} stroke={2} aria-hidden />}
        disabled={branches.length >= MAX_BRANCHES}
        onClick={add}
      >
        {say.add}
      </Button>
    </div>
  )
}

type BranchProps = {
  branch: Branch
  names: Names
  number: number
  change(branch: Branch): void
  remove(): void
  up?: () => void
  down?: () => void
}

function BranchFields({ branch, names, number, change, remove, up, down }: BranchProps) {
  const say = useWords(words)
  const language = useLanguage()
  const { rule } = branch
  return (
    <fieldset className={classes.branch} aria-label={say.branch(number)}>
      <div className={classes.head}>
        <span className={classes.number}>{say.branch(number)}</span>
        <Act label={say.up(number)} icon={<IconArrowUp size={15} stroke={2} />} act={up} />
        <Act label={say.down(number)} icon={<IconArrowDown size={15} stroke={2} />} act={down} />
        <Act label={say.remove(number)} icon={<IconTrash size={15} stroke={2} />} act={remove} />
      </div>
      <TextInput
        label={say.name}
        placeholder={ruleSentence(rule, language, names)}
        maxLength={200}
        value={branch.name}
        onChange={(event) => change({ ...branch, name: event.currentTarget.value })}
      />
      <RuleBuilder
        rule={rule}
        names={names}
        payload
        onChange={(next) => change({ ...branch, rule: next })}
      />
    </fieldset>
  )
}

function Act({ label, icon, act }: { label: string; icon: ReactNode; act?: () => void }) {
  if (!act) return null
  return (
    <Tooltip label={label}>
      <ActionIcon size={28} aria-label={label} onClick={act}>
        {icon}
      </ActionIcon>
    </Tooltip>
  )
}

export const words = {
  en: {
    branch: (number: number) => `Branch ${number}`,
    name: 'Words on the line',
    up: (number: number) => `Move branch ${number} up`,
    down: (number: number) => `Move branch ${number} down`,
    remove: (number: number) => `Remove branch ${number}`,
    add: 'Add a branch',
    otherwise: 'Otherwise',
    otherwiseNote: 'Whoever meets no branch above.',
  },
  ja: {
    branch: (number: number) => `枝${number}`,
    name: '線に書く言葉',
    up: (number: number) => `枝${number}を上へ`,
    down: (number: number) => `枝${number}を下へ`,
    remove: (number: number) => `枝${number}を削除する`,
    add: '枝を足す',
    otherwise: 'それ以外',
    otherwiseNote: '上のどの枝にも当たらない人です。',
  },
}
