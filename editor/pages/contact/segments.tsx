import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { answer, api } from '../../api.ts'
import { Chip } from '../../parts/chip.tsx'
import { Nothing } from '../../parts/empty.tsx'
import { Card } from '../../parts/page-body.tsx'
import { useWords } from '../../words.ts'
import classes from './tags.module.css'

/** The segments in which a contact is, each a way to it. */
export function Segments({ id }: { id: number }) {
  const say = useWords(words)
  const { data } = useQuery({
    queryKey: ['contact', id, 'segments'],
    queryFn: () => answer(api.contacts[':id'].segments.$get({ param: { id: String(id) } })),
    refetchInterval: 4_000,
  })
  return (
    <Card title={say.title}>
      {data?.segments.length === 0 && <Nothing>{say.none}</Nothing>}
      <div className={classes.tags}>
        {data?.segments.map(({ id, name }) => (
          <Chip key={id} tone="fuji">
            <Link className={classes.link} to={`/segments/${id}`}>
              {name}
            </Link>
          </Chip>
        ))}
      </div>
    </Card>
  )
}

export const words = {
  en: { title: 'Segments', none: 'Not in any segment.' },
  ja: { title: 'セグメント', none: 'どのセグメントにも入っていません。' },
}
