import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { answer, api } from '../../api.ts'
import { Empty } from '../../parts/empty.tsx'
import { PageBody } from '../../parts/page-body.tsx'
import { useFormat } from '../../parts/when.tsx'
import { useWords } from '../../words.ts'

/** Where somebody was who has been erased: that they were, when and by whom, and nothing else. */
export function GoneContact({ id }: { id: number }) {
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
