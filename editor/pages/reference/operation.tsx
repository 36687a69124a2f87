import { Button } from '@mantine/core'
import { IconChevronRight, IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import { Chip } from '../../parts/chip.tsx'
import { toastError } from '../../parts/toasts.tsx'
import type { Tone } from '../../theme.ts'
import { useWords } from '../../words.ts'
import { curlOf } from './curl.ts'
import { bodyOf, type Operation, refusalsOf, successOf } from './document.ts'
import { FieldTable } from './field-table.tsx'
import { fieldsOf, type Schemas, typeOf } from './fields.ts'
import classes from './reference.module.css'

type Props = { operation: Operation; schemas: Schemas; open: boolean; onOpen: () => void }

/** One thing the API does: a line, and under it all there is to know. */
export function OperationCard({ operation, schemas, open, onOpen }: Props) {
  const { method, path, summary, operationId } = operation
  return (
    <article id={operationId} className={classes.operation} data-open={open || undefined}>
      <h3>
        <button type="button" className={classes.line} aria-expanded={open} onClick={onOpen}>
          <IconChevronRight className={classes.arrow} size={15} stroke={2} aria-hidden />
          <Method method={method} />
          <code>{path}</code>
          <span className={classes.summary}>{summary}</span>
        </button>
      </h3>
      {open && <Details operation={operation} schemas={schemas} />}
    </article>
  )
}

const tones: Record<string, Tone> = { get: 'ai', delete: 'shu', post: 'moss' }

const Method = ({ method }: { method: string }) => (
  <span className={classes.method}>
    <Chip tone={tones[method] ?? 'kohaku'}>{method.toUpperCase()}</Chip>
  </span>
)

function Details({ operation, schemas }: Pick<Props, 'operation' | 'schemas'>) {
  const say = useWords(words)
  const body = bodyOf(operation)
  const success = successOf(operation)
  const places = (['path', 'query', 'header'] as const).filter((place) =>
    operation.parameters.some((each) => each.in === place),
  )
  return (
    <div className={classes.details}>
      <Needed security={operation.security} />
      {places.map((place) => (
        <FieldTable
          key={place}
          title={say[place]}
          fields={operation.parameters
            .filter((each) => each.in === place)
            .map(({ name, required = false, description = '', schema }) => ({
              name,
              required,
              description: description || (schema.description ?? ''),
              type: typeOf(schema, schemas),
              usual: schema.default === undefined ? null : JSON.stringify(schema.default),
              fields: [],
            }))}
        />
      ))}
      {body && (
        <FieldTable
          title={say.body(body.type)}
          fields={body.schema ? fieldsOf(body.schema, schemas) : []}
        />
      )}
      <FieldTable
        title={say.answer(success.status, success.type)}
        type={success.schema ? typeOf(success.schema, schemas) : null}
        fields={success.schema ? fieldsOf(success.schema, schemas) : []}
        answer
      />
      <p className={classes.note}>
        {say.refusals(refusalsOf(operation).join(', '))} <a href="#errors">{say.errors}</a>
      </p>
      <Curl text={curlOf(operation, schemas, window.location.origin)} />
    </div>
  )
}

function Needed({ security }: Pick<Operation, 'security'>) {
  const say = useWords(words)
  const scopes = security.flatMap(({ key }) => key ?? [])
  return (
    <p className={classes.note}>
      {scopes.length > 0 ? (
        <>
          {say.needs} <code>{scopes.join(', ')}</code>
        </>
      ) : (
        say.open
      )}
    </p>
  )
}

function Curl({ text }: { text: string }) {
  const say = useWords(words)
  const [copied, setCopied] = useState(false)
  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
    } catch {
      toastError({ title: say.refused })
    }
  }
  return (
    <div className={classes.curl}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <pre tabIndex={0}>{text}</pre>
      <Button size="xs" leftSection={<IconCopy size={15} stroke={2} aria-hidden />} onClick={copy}>
        <span aria-live="polite">{copied ? say.copied : say.copy}</span>
      </Button>
    </div>
  )
}

export const words = {
  en: {
    needs: 'The key needs the scope',
    open: 'Needs no key.',
    path: 'In the path',
    query: 'Behind the question mark',
    header: 'Headers',
    body: (type: string) => `Body (${type})`,
    answer: (status: string, type: string | null) =>
      type ? `Answer ${status} (${type})` : `Answer ${status}, without a body`,
    refusals: (statuses: string) => `It may refuse with ${statuses}.`,
    errors: 'What errors say',
    copy: 'Copy',
    copied: 'Copied',
    refused: 'The browser does not allow copying. Select the text and copy it by hand.',
  },
  ja: {
    needs: 'キーに必要な権限：',
    open: 'キーは要りません。',
    path: 'パス',
    query: 'クエリー',
    header: 'ヘッダー',
    body: (type: string) => `本文（${type}）`,
    answer: (status: string, type: string | null) =>
      type ? `応答 ${status}（${type}）` : `応答 ${status}（本文なし）`,
    refusals: (statuses: string) => `受け付けないときは${statuses}を返します。`,
    errors: 'エラーの一覧を見る',
    copy: 'コピーする',
    copied: 'コピー済み',
    refused: 'ブラウザーがコピーを許可していません。文字を選んで、手でコピーしてください。',
  },
}
