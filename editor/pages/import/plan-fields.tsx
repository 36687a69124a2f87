import { Anchor, Select, TagsInput, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { words as basisWords } from '../../../server/words/bases.ts'
import { Card } from '../../parts/page-body.tsx'
import { useWords } from '../../words.ts'
import { journeysQuery, takesByHand } from '../journeys/queries.ts'
import classes from './import.module.css'
import type { PlanInput } from './queries.ts'
import { SegmentField } from './segment-field.tsx'

type Props = { plan: PlanInput; onChange: (plan: PlanInput) => void }

/** Who is added or changed, on which ground they may be written to, and what they get. */
export function PlanFields({ plan, onChange }: Props) {
  const say = useWords(words)
  const baseWords = useWords(basisWords)
  const mode = plan.mode ?? 'add-update'
  const consent = plan.consent ?? null
  const journeys = useQuery(journeysQuery).data?.journeys.filter(takesByHand)
  return (
    <Card title={say.title}>
      <div className={classes.stack}>
        <Select
          label={say.mode}
          data={modes.map((value) => ({ value, label: say.modes[value] }))}
          value={mode}
          allowDeselect={false}
          onChange={(value) =>
            onChange({ ...plan, mode: modes.find((each) => each === value) ?? mode })
          }
        />
        {mode !== 'unsubscribe' && (
          <>
            <Select
              label={say.empty}
              allowDeselect={false}
              value={plan.empty ?? 'keep'}
              onChange={(value) =>
                onChange({ ...plan, empty: value === 'clear' ? 'clear' : 'keep' })
              }
              data={[
                { value: 'keep', label: say.keep },
                { value: 'clear', label: say.clear },
              ]}
            />
            <Select
              label={say.basis}
              description={consent ? say.consented : say.unknown}
              error={!consent && asksEach(plan) ? say.bare : null}
              placeholder={say.none}
              clearable
              allowDeselect={false}
              data={bases.map((value) => ({ value, label: baseWords[value] }))}
              value={consent?.basis ?? null}
              onChange={(value) => {
                const basis = bases.find((each) => each === value)
                onChange({
                  ...plan,
                  consent: basis ? { on: '', document: '', ...consent, basis } : null,
                })
              }}
            />
            {consent && (
              <>
                <TextInput
                  type="date"
                  label={say.on}
                  value={consent.on}
                  onChange={(event) =>
                    onChange({ ...plan, consent: { ...consent, on: event.currentTarget.value } })
                  }
                />
                <TextInput
                  label={say.document}
                  placeholder={say.documentExample}
                  maxLength={500}
                  value={consent.document}
                  onChange={(event) =>
                    onChange({
                      ...plan,
                      consent: { ...consent, document: event.currentTarget.value },
                    })
                  }
                />
                {(!consent.on || !consent.document.trim()) && (
                  <p className={classes.said}>{say.lacking}</p>
                )}
              </>
            )}
            <TagsInput
              label={say.tags}
              value={plan.tags ?? []}
              onChange={(tags) => onChange({ ...plan, tags })}
            />
            <SegmentField plan={plan} onChange={onChange} />
            <Select
              label={say.journey}
              placeholder={say.noJourney}
              description={
                journeys?.length === 0 && (
                  <>
                    {say.noneByHand}{' '}
                    <Anchor component={Link} to="/journeys" fz="inherit" underline="always">
                      {say.toJourneys}
                    </Anchor>
                  </>
                )
              }
              disabled={journeys?.length === 0}
              clearable
              allowDeselect={false}
              data={(journeys ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
              value={plan.journeyId ? String(plan.journeyId) : null}
              onChange={(value) => onChange({ ...plan, journeyId: value ? Number(value) : null })}
            />
          </>
        )}
      </div>
    </Card>
  )
}

/** Whether a column says of each row if somebody agreed. Pure. */
export const asksEach = ({ columns, mode }: Pick<PlanInput, 'columns' | 'mode'>) =>
  mode !== 'unsubscribe' && columns.some(({ to }) => to === 'consent')

const modes = ['add-update', 'add', 'update', 'unsubscribe'] as const
const bases = ['opt-in', 'written', 'dealings', 'published'] as const

export const words = {
  en: {
    title: 'What becomes of the rows',
    mode: 'Contacts',
    modes: {
      'add-update': 'Add new ones, update known ones',
      add: 'Only add new ones',
      update: 'Only update known ones',
      unsubscribe: 'Unsubscribe all of them',
    },
    empty: 'Empty cells',
    keep: 'Keep what is known',
    clear: 'Take the value away',
    basis: 'Consent to advertising',
    none: 'Unknown',
    unknown: 'Without a basis, a date and a document nobody in the file gets advertising by it.',
    consented: 'Whoever has said no since the date stays without advertising.',
    bare: 'A column says who agreed. Choose the basis, and enter the date and the document.',
    on: 'Date of the consent',
    document: 'Document that shows it',
    documentExample: 'Application form of the spring fair',
    lacking: 'Enter the date and the document.',
    tags: 'Tags for everybody in the file',
    journey: 'Enter a journey',
    noJourney: 'None',
    noneByHand: 'Journeys that are live with a by-hand trigger can be chosen; there is none yet.',
    toJourneys: 'See the journeys',
  },
  ja: {
    title: '取り込み方',
    mode: 'コンタクト',
    modes: {
      'add-update': '新しい方は加え、いる方は更新する',
      add: '新しい方だけを加える',
      update: 'いる方だけを更新する',
      unsubscribe: '全員の配信を停止する',
    },
    empty: '空のセル',
    keep: '今の値を残す',
    clear: '値を消す',
    basis: '広告メールの同意',
    none: '不明',
    unknown: '根拠・日付・書類がないときは、このファイルの方に広告メールを送りません。',
    consented: 'この日付のあとに断った方には、広告メールを送りません。',
    bare: '同意の列があります。根拠を選び、日付と書類を入力してください。',
    on: '同意を得た日',
    document: '同意を示す書類',
    documentExample: '春の展示会の申込書',
    lacking: '日付と書類を入力してください。',
    tags: '全員に付けるタグ',
    journey: '入れるシナリオ',
    noJourney: '入れない',
    noneByHand: '開始条件が「手動」の、公開中のシナリオを選べます。まだありません。',
    toJourneys: 'シナリオを見る',
  },
}
