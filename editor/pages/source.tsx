import { Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams, useSearchParams } from 'react-router'
import { PageBody } from '../parts/page-body.tsx'
import { Reading } from '../parts/reading.tsx'
import { useWords } from '../words.ts'
import { AskFirst } from './source/ask-first.tsx'
import { Connect } from './source/connect.tsx'
import { FormBuilder } from './source/form-page-editor.tsx'
import { SourceHead } from './source/head.tsx'
import { MappingEditor } from './source/mapping-editor.tsx'
import { type Source, sourceQuery } from './source/queries.ts'
import { Received } from './source/received.tsx'
import { Settings } from './source/settings.tsx'
import classes from './source/source.module.css'

const sections = {
  connect: Connect,
  received: Received,
  form: FormBuilder,
  confirm: AskFirst,
  fields: MappingEditor,
  settings: Settings,
} as const
type Section = keyof typeof sections
const names = Object.keys(sections) as Section[]

/** What not every kind of source has. */
const only: Partial<Record<Section, Source['kind'][]>> = {
  form: ['form'],
  confirm: ['form'],
  fields: ['webhook', 'form'],
}

/** A source: how to connect it, what came in and what became of it, what it does with it. */
export function Page() {
  const say = useWords(words)
  const id = Number(useParams().id)
  const { data, error, refetch } = useQuery(sourceQuery(id))
  if (!data) return <Reading failed={say.failed} error={error} retry={refetch} />
  return <Whole key={id} source={data} />
}

function Whole({ source }: { source: Source }) {
  const say = useWords(words)
  const [params, setParams] = useSearchParams()
  // Until something has come in, connecting is what there is to do.
  const usual = source.lastAt === null ? 'connect' : 'received'
  const offered = names.filter((name) => only[name]?.includes(source.kind) ?? true)
  const open = offered.find((name) => name === params.get('section')) ?? usual
  return (
    <PageBody>
      <SourceHead source={source} />
      <Tabs
        value={open}
        onChange={(section) => setParams({ section: section ?? usual }, { replace: true })}
        keepMounted={false}
      >
        <Tabs.List className={classes.tabs}>
          {offered.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {say[name]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {offered.map((name) => {
          const Section = sections[name]
          return (
            <Tabs.Panel key={name} value={name}>
              <Section source={source} />
            </Tabs.Panel>
          )
        })}
      </Tabs>
    </PageBody>
  )
}

export const words = {
  en: {
    failed: 'Could not read this source. Nothing is lost.',
    connect: 'Connect',
    received: 'Received',
    form: 'Form',
    confirm: 'Confirmation',
    fields: 'Fields',
    settings: 'Settings',
  },
  ja: {
    failed: '受付口を読み込めませんでした。記録は失われていません。',
    connect: 'つなぎ方',
    received: '届いた内容',
    form: 'フォーム',
    confirm: '本人の確認',
    fields: '項目の対応',
    settings: '設定',
  },
}
