import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { Avatar } from '../../parts/avatar.tsx'
import { DataTable, none, TwoLines } from '../../parts/data-table.tsx'
import { Nothing } from '../../parts/empty.tsx'
import { ErrorBox } from '../../parts/error-box.tsx'
import { SearchField } from '../../parts/search-field.tsx'
import { SkeletonRows } from '../../parts/skeleton-rows.tsx'
import { When } from '../../parts/when.tsx'
import { useWords } from '../../words.ts'
import type { Contact } from '../contact/queries.ts'
import classes from './merge.module.css'
import { foundQuery } from './queries.ts'

/** Who else this person is: those of the same name at first, anybody by a search. */
export function FindOther({ contact }: { contact: Contact }) {
  const say = useWords(words)
  const [params, setParams] = useSearchParams()
  const search = params.get('search') ?? likely(contact)
  const { data, error, refetch } = useQuery(foundQuery(search))
  const found = data?.contacts.filter(({ id }) => id !== contact.id)
  return (
    <>
      <div className={classes.find}>
        <SearchField
          value={search}
          onChange={(search) => setParams({ search }, { replace: true })}
          label={say.search}
          placeholder={say.placeholder}
        />
      </div>
      {error && !data && <ErrorBox error={error} retry={() => void refetch()} />}
      {!data && !error && <SkeletonRows tile />}
      {found?.length === 0 && <Nothing>{say.nobody(search)}</Nothing>}
      {found && found.length > 0 && (
        <DataTable
          label={say.found}
          rows={found}
          rowKey={({ id }) => id}
          to={({ id }) => `/contacts/${contact.id}/merge?with=${id}`}
          columns={[
            {
              key: 'who',
              head: say.who,
              cell: ({ name, email }) => (
                <TwoLines before={<Avatar name={name} />} title={name} note={email} />
              ),
            },
            {
              key: 'tags',
              head: say.tags,
              wide: true,
              cell: ({ tags }) =>
                tags.length > 0 ? tags.map(({ name }) => name).join(say.comma) : none,
            },
            {
              key: 'since',
              head: say.since,
              wide: true,
              nowrap: true,
              width: 140,
              cell: ({ createdAt }) => <When at={createdAt} as="recent" />,
            },
          ]}
        />
      )}
    </>
  )
}

/** Two contacts of one person mostly have the same name, else the same beginning of the address. Pure. */
const likely = ({ name, email }: Contact) => (name === email ? (email.split('@')[0] ?? '') : name)

export const words = {
  en: {
    search: 'Search the other contact',
    placeholder: 'Name, reading, company or address',
    found: 'Contacts found',
    who: 'Contact',
    tags: 'Tags',
    since: 'Contact since',
    comma: ', ',
    nobody: (search: string) =>
      search
        ? `Nobody else’s name, reading, company or address contains “${search}”. Search for another one.`
        : 'There is nobody else yet.',
  },
  ja: {
    search: 'もう一方のコンタクトを探す',
    placeholder: '名前・ふりがな・会社・アドレス',
    found: '見つかったコンタクト',
    who: 'コンタクト',
    tags: 'タグ',
    since: '登録',
    comma: '、',
    nobody: (search: string) =>
      search
        ? `名前・ふりがな・会社・アドレスに「${search}」を含む方は、ほかにいません。別の言葉で探してください。`
        : 'ほかのコンタクトはまだいません。',
  },
}
