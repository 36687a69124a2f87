import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { PageBody } from '../parts/page-body.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { Reading } from '../parts/reading.tsx'
import { useFormat } from '../parts/when.tsx'
import { useWords } from '../words.ts'
import { ImportState } from './import/import-state.tsx'
import { Prepare } from './import/prepare.tsx'
import { type Import, importQuery } from './import/queries.ts'
import { Result } from './import/result.tsx'

/** One file of contacts: how it is read, where its columns go, and what became of it. */
export function Page() {
  const say = useWords(words)
  const id = Number(useParams().id)
  const { data, error, refetch } = useQuery(importQuery(id))
  if (!data) return <Reading failed={say.failed} error={error} retry={refetch} />
  return <Whole key={id} data={data} />
}

function Whole({ data }: { data: Import }) {
  const say = useWords(words)
  const format = useFormat()
  const kilobytes = Math.max(1, Math.round(data.bytes / 1024))
  return (
    <PageBody>
      <PageHeader
        title={data.fileName}
        fact={say.fact(format.number(kilobytes), format.dateTime(data.createdAt))}
        beside={<ImportState state={data.state} />}
        crumbs={[
          { label: say.contacts, to: '/contacts' },
          { label: say.imports, to: '/imports' },
        ]}
      />
      {data.state === 'ready' ? <Prepare data={data} /> : <Result data={data} />}
    </PageBody>
  )
}

export const words = {
  en: {
    failed: 'Could not read this import. Nothing is lost.',
    contacts: 'Contacts',
    imports: 'Import contacts',
    fact: (size: string, at: string) => `${size} kB, sent on ${at}.`,
  },
  ja: {
    failed: '取り込みを読み込めませんでした。記録は失われていません。',
    contacts: 'コンタクト',
    imports: 'コンタクトの取り込み',
    fact: (size: string, at: string) => `${size}KB、${at}に受け取りました。`,
  },
}
