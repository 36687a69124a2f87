import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { type ApiError, answer, api } from '../../api.ts'
import { Empty } from '../../parts/empty.tsx'
import { PageBody } from '../../parts/page-body.tsx'
import { useFormat } from '../../parts/when.tsx'
import { useWords } from '../../words.ts'
import { MergedContact } from './merged.tsx'

/** Where nobody is any more: goes on to whom they were merged into, or says who erased them and when. */
export function GoneContact({ id, error }: { id: number; error: ApiError }) {
  const merged = error.code === 'contact-merged' ? (error.body as Merged) : null
  return merged ? <MergedContact {...merged} /> : <ErasedContact id={id} />
}

type Merged = { into: number; email: string }

function ErasedContact({ id }: { id: number }) {
  const say = useWords(words)
  const format = useFormat()
  const { data } = useQuery({
    queryKey: ['audit', 'contact', id],
    queryFn: () => answer(api.audit.$get({ query: { subject: `contact:${id}` } })),
  })
  const entry = data?.entries.find(({ action }) => action === 'contact.erased')
  return (
    <PageBody>
      <Empty
        title={entry ? say.erased : say.gone}
        text={entry ? say.by(format.dateTime(entry.at), entry.actorName) : say.goneText}
      >
        <Button component={Link} to="/contacts" variant="filled" color="moss">
          {say.back}
        </Button>
      </Empty>
    </PageBody>
  )
}

export const words = {
  en: {
    erased: 'This contact has been erased',
    by: (when: string, who: string) => `${when}, by ${who}. Nothing about the person is left here.`,
    gone: 'This contact has been taken out',
    goneText: 'Whoever signs up again with the address is a new contact.',
    back: 'Back to the contacts',
  },
  ja: {
    erased: 'このコンタクトは消去されました',
    by: (when: string, who: string) =>
      `${when}に${who}が消去しました。ご本人についての情報は残っていません。`,
    gone: 'このコンタクトは取り除かれました',
    goneText: '同じアドレスで登録した方は、新しいコンタクトになります。',
    back: 'コンタクトへ戻る',
  },
}
