import { Radio } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useWords } from '../../words.ts'
import { type Choices, type Field, isOpen, sortFields, staysOf } from './choices.ts'
import classes from './merge.module.css'
import type { Preview } from './queries.ts'
import { useTold } from './use-told.ts'

type Props = { preview: Preview; choices: Choices; choose: (field: string, id: number) => void }

/** Field by field where the two differ: which value stays. */
export function FieldChoices({ preview, choices, choose }: Props) {
  const say = useWords(words)
  const told = useTold()
  const { same, differing } = sortFields(preview.fields)
  return (
    <>
      {told
        .order(differing)
        .map((field) =>
          isOpen(field) ? (
            <Choice key={field.field} {...{ preview, field, choices, choose }} />
          ) : (
            <Given key={field.field} field={field} />
          ),
        )}
      {same.length > 0 && (
        <p className={classes.same}>{say.same(told.order(same).map(told.label).join(say.comma))}</p>
      )}
    </>
  )
}

function Choice({ preview, field, choices, choose }: Props & { field: Field }) {
  const say = useWords(words)
  const { label, value } = useTold()
  const sides = { into: preview.into, from: preview.from }
  return (
    <Radio.Group
      classNames={{ root: classes.field, label: classes.label }}
      label={label(field)}
      value={staysOf(field, preview, choices)}
      onChange={(side) => choose(field.field, sides[side === 'from' ? 'from' : 'into'].id)}
    >
      <div className={classes.values}>
        {(['into', 'from'] as const).map((side) => (
          <Radio.Card
            key={side}
            value={side}
            className={classes.value}
            aria-label={say[side](value(field, field[side]))}
          >
            <Radio.Indicator color="moss" size="xs" />
            <span>{value(field, field[side])}</span>
          </Radio.Card>
        ))}
      </div>
    </Radio.Group>
  )
}

/** Only one of them has it: it stays, whoever stays. */
function Given({ field }: { field: Field }) {
  const say = useWords(words)
  const { label, value } = useTold()
  return (
    <div className={classes.field}>
      <span className={classes.label}>{label(field)}</span>
      <div className={classes.values}>
        {(['into', 'from'] as const).map((side) => {
          const text = value(field, field[side])
          return (
            <span key={side} className={classes.given} data-empty={!text || undefined}>
              {text && <IconCheck size={15} stroke={2} role="img" aria-label={say.stays} />}
              <span>{text || '—'}</span>
            </span>
          )
        })}
      </div>
    </div>
  )
}

export const words = {
  en: {
    same: (labels: string) => `The same in both: ${labels}.`,
    comma: ', ',
    stays: 'Stays',
    into: (value: string) => `${value} (of the contact that stays)`,
    from: (value: string) => `${value} (of the contact that is merged in)`,
  },
  ja: {
    same: (labels: string) => `${labels}は2人とも同じです。`,
    comma: '・',
    stays: '残ります',
    into: (value: string) => `${value}（残る方の値）`,
    from: (value: string) => `${value}（統合される方の値）`,
  },
}
