import { ActionIcon, Button, SegmentedControl, TextInput, Tooltip } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { ConditionData } from '../../server/engine/nodes/condition.ts'
import type { Rule } from '../../server/engine/rule.ts'
import { newId } from '../canvas/clipboard.ts'
import { useLanguage, useWords } from '../words.ts'
import classes from './branches.module.css'
import { type Plain, QuestionFields } from './question-fields.tsx'
import { ruleSentence } from './rule-words.ts'

type Branch = ConditionData['branches'][number]

const MAX_BRANCHES = 20
const MAX_QUESTIONS = 50
const blank: Plain = { from: 'contact', key: '', as: 'text', op: 'equals', value: '' }

type Props = { branches: Branch[]; wrong?: string; change(branches: Branch[]): void }

/** The ways a condition parts, asked from top to bottom; whoever meets none goes on below them. */
export function Branches({ branches, wrong, change }: Props) {
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

const isPlain = (part: Rule['questions'][number]): part is Plain =>
  'from' in part && (part.from === 'contact' || part.from === 'payload')

type BranchProps = {
  branch: Branch
  number: number
  change(branch: Branch): void
  remove(): void
  up?: () => void
  down?: () => void
}

function BranchFields({ branch, number, change, remove, up, down }: BranchProps) {
  const say = useWords(words)
  const language = useLanguage()
  const { rule } = branch
  // Nothing asked yet: the first question stands open.
  const questions = rule.questions.length > 0 ? rule.questions : [blank]
  const ask = (questions: Rule['questions']) => change({ ...branch, rule: { ...rule, questions } })
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
        placeholder={ruleSentence(rule, language)}
        maxLength={200}
        value={branch.name}
        onChange={(event) => change({ ...branch, name: event.currentTarget.value })}
      />
      {rule.questions.length > 1 && (
        <SegmentedControl
          fullWidth
          aria-label={say.join}
          value={rule.join}
          onChange={(join) => change({ ...branch, rule: { ...rule, join: join as Rule['join'] } })}
          data={[
            { value: 'all', label: say.all },
            { value: 'any', label: say.any },
          ]}
        />
      )}
      {questions.map((question, index) =>
        isPlain(question) ? (
          <QuestionFields
            key={index}
            question={question}
            number={index + 1}
            change={(next) => ask(questions.with(index, next))}
            remove={
              rule.questions.length > 0 ? () => ask(questions.toSpliced(index, 1)) : undefined
            }
          />
        ) : null,
      )}
      <Button
        className={classes.add}
        size="xs"
        variant="subtle"
        color="moss"
        leftSection={<IconPlus size={15} stroke={2} aria-hidden />}
        disabled={questions.length >= MAX_QUESTIONS}
        onClick={() => ask([...questions, blank])}
      >
        {say.addQuestion}
      </Button>
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
    join: 'How the conditions are joined',
    all: 'All of them',
    any: 'Any of them',
    addQuestion: 'Add a condition',
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
    join: '条件のつなぎ方',
    all: 'すべて満たす',
    any: 'どれかを満たす',
    addQuestion: '条件を足す',
    add: '枝を足す',
    otherwise: 'それ以外',
    otherwiseNote: '上のどの枝にも当たらない人です。',
  },
}
