import { ActionIcon, Button, Select, Tooltip } from '@mantine/core'
import { IconBracketsContain, IconPlus, IconX } from '@tabler/icons-react'
import { Fragment, useMemo } from 'react'
import {
  DEEPEST_RULE,
  isGroup,
  joins,
  MOST_QUESTIONS,
  questionsOf,
  type Rule,
  ruleSchema,
} from '../../server/engine/rule.ts'
import { useWords } from '../words.ts'
import { type Edit, editRule, type Path, withRoom } from './edit.ts'
import type { Names } from './names.ts'
import { QuestionRow } from './question-row.tsx'
import classes from './rule-builder.module.css'
import { useHand } from './use-hand.ts'

type Props = {
  rule: Rule
  names: Names
  /** Whether what came with a trigger may be asked about, and at a source nothing else. */
  payload?: boolean | 'only'
  onChange(rule: Rule): void
}

/** A rule as a human builds it: conditions, and groups of them, joined by all, any or none. */
export function RuleBuilder({ rule, names, payload = false, onChange }: Props) {
  const shown = useMemo(() => withRoom(whole(rule)), [rule])
  const { ref, put } = useHand()
  const edit = (edit: Edit) => {
    put(placeAfter(shown, edit))
    onChange(editRule(shown, edit))
  }
  const full = questionsOf(shown).length >= MOST_QUESTIONS
  const removable = rule.questions.length > 0
  return (
    <div ref={ref} className={classes.builder}>
      <Group group={shown} at={[]} {...{ names, payload, edit, full, removable }} />
    </div>
  )
}

/** With what a journey drawn before there were kinds left out. Pure. */
function whole(rule: Rule): Rule {
  const read = ruleSchema.safeParse(rule)
  return read.success ? read.data : rule
}

type GroupProps = {
  group: Rule
  at: Path
  names: Names
  payload: boolean | 'only'
  full: boolean
  removable: boolean
  edit(edit: Edit): void
}

function Group({ group, at, ...rest }: GroupProps) {
  const say = useWords(words)
  const { edit, full } = rest
  const { join, questions } = group
  const nested = at.length > 0
  const number = numberOf(at)
  return (
    <fieldset
      className={nested ? classes.group : classes.outermost}
      aria-label={nested ? say.group(number) : say.rule}
    >
      {(nested || questions.length > 1 || join === 'none') && (
        <div className={classes.head}>
          <span aria-hidden="true">{say.before}</span>
          <Select
            className={classes.join}
            aria-label={nested ? say.joinOf(number) : say.join}
            allowDeselect={false}
            data={joins.map((value) => ({ value, label: say.joins[value] }))}
            value={join}
            onChange={(next) => edit({ type: 'join', at, join: next as Rule['join'] })}
          />
          {nested && (
            <Tooltip label={say.remove(number)}>
              <ActionIcon
                size={28}
                aria-label={say.remove(number)}
                onClick={() => edit({ type: 'remove', at })}
              >
                <IconX size={15} stroke={2} />
              </ActionIcon>
            </Tooltip>
          )}
        </div>
      )}
      {questions.map((part, index) => (
        <Fragment key={index}>
          {index > 0 && (
            <span className={classes.between} aria-hidden="true">
              {say.between[join]}
            </span>
          )}
          <Part part={part} at={[...at, index]} {...rest} />
        </Fragment>
      ))}
      <div className={classes.acts} data-place={`${placeOf(at)}+`}>
        <Button
          size="xs"
          variant="subtle"
          color="moss"
          leftSection={<IconPlus size={15} stroke={2} aria-hidden />}
          aria-label={nested ? say.askIn(number) : undefined}
          disabled={full}
          onClick={() => edit({ type: 'ask', at })}
        >
          {say.ask}
        </Button>
        {at.length + 1 < DEEPEST_RULE && (
          <Button
            size="xs"
            variant="subtle"
            color="moss"
            leftSection={<IconBracketsContain size={15} stroke={2} aria-hidden />}
            aria-label={nested ? say.addGroupIn(number) : undefined}
            disabled={full}
            onClick={() => edit({ type: 'group', at })}
          >
            {say.addGroup}
          </Button>
        )}
      </div>
    </fieldset>
  )
}

type PartProps = Omit<GroupProps, 'group'> & { part: Rule['questions'][number] }

function Part({ part, at, ...rest }: PartProps) {
  const { names, payload, edit, removable } = rest
  if (isGroup(part)) return <Group group={part} at={at} {...rest} />
  return (
    <QuestionRow
      question={part}
      of={numberOf(at)}
      place={placeOf(at)}
      names={names}
      payload={payload}
      change={(question) => edit({ type: 'change', at, question })}
      remove={removable ? () => edit({ type: 'remove', at }) : undefined}
    />
  )
}

const numberOf = (at: Path) => at.map((place) => place + 1).join('-')
const placeOf = (at: Path) => at.join('.')

/** Where the hand goes on after an edit; null: it stays. Pure. */
function placeAfter(rule: Rule, edit: Edit): string | null {
  const { at } = edit
  if (edit.type === 'ask' || edit.type === 'group') {
    const last = groupAt(rule, at)?.questions.length ?? 0
    return placeOf([...at, last, ...(edit.type === 'group' ? [0] : [])])
  }
  // What stood there is gone: on to the buttons of the group that it stood in.
  return edit.type === 'remove' ? `${placeOf(at.slice(0, -1))}+` : null
}

function groupAt(rule: Rule, at: Path): Rule | null {
  const [next, ...rest] = at
  if (next === undefined) return rule
  const part = rule.questions[next]
  return part && isGroup(part) ? groupAt(part, rest) : null
}

export const words = {
  en: {
    rule: 'Conditions',
    group: (number: string) => `Group ${number}`,
    before: 'Meets',
    join: 'How the conditions are joined',
    joinOf: (number: string) => `How group ${number} is joined`,
    joins: { all: 'all of these', any: 'any of these', none: 'none of these' },
    between: { all: 'and', any: 'or', none: 'or' },
    ask: 'Add a condition',
    askIn: (number: string) => `Add a condition to group ${number}`,
    addGroup: 'Add a group',
    addGroupIn: (number: string) => `Add a group to group ${number}`,
    remove: (number: string) => `Remove group ${number}`,
  },
  ja: {
    rule: '条件',
    group: (number: string) => `グループ${number}`,
    before: '次の条件を',
    join: '条件のつなぎ方',
    joinOf: (number: string) => `グループ${number}のつなぎ方`,
    joins: { all: 'すべて満たす', any: 'いずれかを満たす', none: 'どれも満たさない' },
    between: { all: 'かつ', any: 'または', none: 'または' },
    ask: '条件を足す',
    askIn: (number: string) => `グループ${number}に条件を足す`,
    addGroup: 'グループを足す',
    addGroupIn: (number: string) => `グループ${number}にグループを足す`,
    remove: (number: string) => `グループ${number}を削除する`,
  },
}
