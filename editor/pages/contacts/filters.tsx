import { Button, Select } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { segmentsQuery } from '../../parts/segments.ts'
import { tagsQuery } from '../../parts/tags.ts'
import { useWords } from '../../words.ts'
import { words as headWords } from '../contact/head.tsx'
import { isNarrowed, type Listing } from './listing.ts'

type Props = {
  listing: Listing
  change: (part: Partial<Listing>) => void
  /** Whether conditions are drawn, and how to begin. */
  drawing: boolean
  draw: () => void
}

/** Whom the list shows, one question a field; all of them stand in the URL. */
export function Filters({ listing, change, drawing, draw }: Props) {
  const say = useWords(words)
  const { stopped } = useWords(headWords)
  const { data } = useQuery(tagsQuery)
  const tags = data?.tags ?? []
  const segments = useQuery(segmentsQuery).data?.segments ?? []
  return (
    <>
      {(tags.length > 0 || listing.tag) && (
        <Select
          w={148}
          aria-label={say.tag}
          placeholder={say.tag}
          clearable
          searchable
          limit={100}
          data={tags.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={listing.tag}
          onChange={(tag) => change({ tag })}
        />
      )}
      {(segments.length > 0 || listing.segment) && (
        <Select
          w={148}
          aria-label={say.segment}
          placeholder={say.segment}
          clearable
          searchable
          limit={100}
          data={segments.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={listing.segment}
          onChange={(segment) => change({ segment })}
        />
      )}
      <Select
        w={148}
        aria-label={say.consent}
        placeholder={say.consent}
        clearable
        data={[
          { value: 'given', label: say.consents.given },
          { value: 'withdrawn', label: say.consents.withdrawn },
          { value: 'none', label: say.consents.none },
        ]}
        value={listing.consent}
        onChange={(consent) => change({ consent: consent as Listing['consent'] })}
      />
      <Select
        w={148}
        aria-label={say.suppressed}
        placeholder={say.suppressed}
        clearable
        data={[
          { value: 'no', label: say.reachable },
          { value: 'yes', label: say.any },
          ...(['unsubscribed', 'bounced', 'complained', 'by-hand'] as const).map((value) => ({
            value,
            label: stopped[value],
          })),
        ]}
        value={listing.suppressed}
        onChange={(suppressed) => change({ suppressed: suppressed as Listing['suppressed'] })}
      />
      {!drawing && !listing.rule && (
        <Button leftSection={<IconFilter size={18} stroke={1.75} aria-hidden />} onClick={draw}>
          {say.draw}
        </Button>
      )}
      {isNarrowed({ ...listing, search: '' }) && (
        <Button
          variant="subtle"
          onClick={() =>
            change({ tag: null, segment: null, consent: null, suppressed: null, rule: null })
          }
        >
          {say.all}
        </Button>
      )}
    </>
  )
}

export const words = {
  en: {
    tag: 'Tag',
    segment: 'Segment',
    consent: 'Consent',
    consents: { given: 'Agreed', withdrawn: 'Withdrawn', none: 'None on record' },
    suppressed: 'Suppression',
    reachable: 'Not stopped',
    any: 'Mail stopped',
    draw: 'By conditions',
    all: 'Clear filters',
  },
  ja: {
    tag: 'タグ',
    segment: 'セグメント',
    consent: '同意',
    consents: { given: '同意あり', withdrawn: '撤回', none: '記録なし' },
    suppressed: '配信除外',
    reachable: '除外なし',
    any: '配信を止めた方',
    draw: '条件で絞り込む',
    all: '条件を消す',
  },
}
