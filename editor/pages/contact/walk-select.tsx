import { Select } from '@mantine/core'
import { useWords } from '../../words.ts'
import type { useWalkChoice } from './use-walk-choice.ts'

/** Which journey is meant, where a contact walks several. */
export function WalkSelect({ open, walk, choose }: ReturnType<typeof useWalkChoice>) {
  const say = useWords(words)
  if (open.length < 2 || !walk) return null
  return (
    <Select
      label={say.journey}
      allowDeselect={false}
      data={open.map(({ enrollmentId, journeyName }) => ({
        value: String(enrollmentId),
        label: journeyName,
      }))}
      value={String(walk.enrollmentId)}
      onChange={(value) => choose(Number(value))}
    />
  )
}

export const words = {
  en: { journey: 'Journey' },
  ja: { journey: 'シナリオ' },
}
