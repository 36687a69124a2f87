import { Button } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { Link, useLocation, useNavigate, useSearchParams } from 'react-router'
import { Nothing } from '../parts/empty.tsx'
import { ErrorBox } from '../parts/error-box.tsx'
import { PageBody } from '../parts/page-body.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { SearchField } from '../parts/search-field.tsx'
import { SkeletonRows } from '../parts/skeleton-rows.tsx'
import { useLanguage, useWords } from '../words.ts'
import { type ApiDocument, documentQuery, sectionsOf } from './reference/document.ts'
import { Errors } from './reference/errors.tsx'
import { Manners } from './reference/manners.tsx'
import { OperationCard } from './reference/operation.tsx'
import classes from './reference/reference.module.css'

/** What the API takes and answers, drawn from its own description; what is open stands in the address. */
export function Page() {
  const say = useWords(words)
  const { data, error, refetch } = useQuery(documentQuery(useLanguage()))
  return (
    <PageBody>
      <PageHeader
        title={say.title}
        fact={say.fact}
        acts={
          <>
            <Button component="a" href="/api/openapi.json" target="_blank">
              openapi.json
            </Button>
            <Button
              component={Link}
              to="/settings?section=keys"
              leftSection={<IconKey size={15} stroke={2} aria-hidden />}
            >
              {say.keys}
            </Button>
          </>
        }
      />
      {error && !data && <ErrorBox error={error} retry={refetch} />}
      {!error && !data && <SkeletonRows rows={12} height={44} />}
      {data && <Reference document={data} />}
    </PageBody>
  )
}

function Reference({ document: told }: { document: ApiDocument }) {
  const say = useWords(words)
  const navigate = useNavigate()
  const [params, setParams] = useSearchParams()
  const named = decodeURIComponent(useLocation().hash.slice(1))
  const search = params.get('search') ?? ''
  const sections = sectionsOf(told, search)
  const field = useSlash()
  // The page scrolls within its frame, and what the address names is there only now.
  useEffect(() => {
    if (named) document.getElementById(named)?.scrollIntoView({ block: 'start' })
  }, [named])
  const open = (id: string) =>
    navigate({ search: params.toString(), hash: id === named ? '' : id }, { replace: true })
  return (
    <div className={classes.reference}>
      <nav className={classes.rooms} aria-label={say.rooms}>
        <SearchField
          ref={field}
          label={say.search}
          value={search}
          onChange={(value) => setParams(value ? { search: value } : {}, { replace: true })}
        />
        <ul>
          {sections.map(({ room, title, operations }) => (
            <li key={room}>
              <a href={`#${room}`}>
                {title}
                <span>{operations.length}</span>
              </a>
            </li>
          ))}
          <li>
            <a href="#errors">{say.errors}</a>
          </li>
        </ul>
      </nav>
      <div className={classes.sections}>
        {!search && <Manners />}
        {sections.map(({ room, title, operations }) => (
          <section key={room} id={room} className={classes.room} aria-labelledby={`${room}-title`}>
            <h2 id={`${room}-title`}>{title}</h2>
            {operations.map((operation) => (
              <OperationCard
                key={operation.operationId}
                operation={operation}
                schemas={told.components.schemas}
                open={operation.operationId === named}
                onOpen={() => open(operation.operationId)}
              />
            ))}
          </section>
        ))}
        {search && sections.length === 0 && <Nothing>{say.nothing}</Nothing>}
        <Errors search={search} named={/^errors\/(.+)/.exec(named)?.[1] ?? null} />
      </div>
    </div>
  )
}

/** "/" puts the hand into the field, unless it is writing already. */
function useSlash() {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const jump = (event: KeyboardEvent) => {
      const writes = (event.target as HTMLElement).closest('input, textarea, [contenteditable]')
      if (event.key !== '/' || event.ctrlKey || event.metaKey || writes) return
      event.preventDefault()
      field.current?.focus()
    }
    window.addEventListener('keydown', jump)
    return () => window.removeEventListener('keydown', jump)
  }, [])
  return field
}

export const words = {
  en: {
    title: 'API reference',
    fact: 'Everything this product does can be done by a program with an API key.',
    keys: 'API keys',
    rooms: 'Parts of the API',
    search: 'Search ( / )',
    errors: 'Errors',
    nothing: 'No operation has these words. Try a shorter one.',
  },
  ja: {
    title: 'APIリファレンス',
    fact: 'この製品でできることは、APIキーを使ってプログラムからもできます。',
    keys: 'APIキー',
    rooms: 'APIの区分',
    search: '検索（ / ）',
    errors: 'エラー',
    nothing: 'この言葉に合う操作はありません。短い言葉でお試しください。',
  },
}
