import { Button } from '@mantine/core'
import { IconPlayerPlay, IconTrash } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { answer, api } from '../../api.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { ErrorBox } from '../../parts/error-box.tsx'
import { SkeletonRows } from '../../parts/skeleton-rows.tsx'
import { toast, toastError } from '../../parts/toasts.tsx'
import { Wrong } from '../../parts/wrong.tsx'
import { useWords } from '../../words.ts'
import { Columns } from './columns.tsx'
import { ForecastDialog } from './forecast.tsx'
import classes from './import.module.css'
import { asksEach, PlanFields } from './plan-fields.tsx'
import {
  type Import,
  importQuery,
  type PlanInput,
  type Preview,
  previewQuery,
  useStep,
} from './queries.ts'

/** What has to be said before a file is taken in. */
export function Prepare({ data }: { data: Import }) {
  const preview = useQuery(previewQuery(data.id, data.reading))
  if (preview.error) {
    return <ErrorBox error={preview.error} retry={() => void preview.refetch()} />
  }
  if (!preview.data) return <SkeletonRows rows={5} />
  return <Asking key={JSON.stringify(data.reading)} data={data} preview={preview.data} />
}

function Asking({ data, preview }: { data: Import; preview: Preview }) {
  const say = useWords(words)
  const step = useStep(data.id)
  const { columns } = preview
  const [plan, setPlan] = useState<PlanInput>(() => ({ ...data.plan, columns }))
  const [asking, setAsking] = useState(false)
  const lacking = isHalf(plan)
  // What is half said stays here; all else is kept, so that one can leave and come back.
  const change = (next: PlanInput) => {
    setPlan(next)
    if (!isHalf(next)) step.mutate({ do: 'plan', plan: next })
  }
  return (
    <div className={classes.page}>
      <Columns
        data={data}
        preview={preview}
        plan={plan}
        onColumns={(next) => change({ ...plan, columns: next })}
        onReading={(reading) => step.mutate({ do: 'read', reading })}
      />
      <PlanFields plan={plan} onChange={change} />
      {!asking && <Wrong error={step.error} />}
      <div className={classes.acts}>
        <Discard data={data} />
        <Button
          variant="filled"
          color="moss"
          disabled={lacking}
          loading={step.isPending && step.variables.do === 'plan'}
          leftSection={<IconPlayerPlay size={18} stroke={1.75} aria-hidden />}
          onClick={() => step.mutate({ do: 'plan', plan }, { onSuccess: () => setAsking(true) })}
        >
          {say.run}
        </Button>
      </div>
      <ForecastDialog
        data={data}
        plan={plan}
        opened={asking}
        busy={step.isPending}
        error={step.error}
        onClose={() => setAsking(false)}
        onRun={() => step.mutate({ do: 'run' })}
      />
    </div>
  )
}

/**
 * A consent without its day or document, or one that a column gives with nothing that shows it; a new
 * segment without a name. Pure.
 */
function isHalf({ consent, segment, columns, mode }: PlanInput): boolean {
  if (!consent && asksEach({ columns, mode })) return true
  const unnamed = segment && 'name' in segment && !segment.name.trim()
  return Boolean(unnamed || (consent && (!consent.on || !consent.document.trim())))
}

/** Nothing of the file has become a contact yet: it can go without a trace. */
function Discard({ data: { id, fileName } }: { data: Import }) {
  const say = useWords(words)
  const navigate = useNavigate()
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const discard = useMutation({
    mutationFn: () => answer(api.imports[':id'].$delete({ param: { id: String(id) } })),
    async onSuccess() {
      await navigate('/imports')
      client.removeQueries({ queryKey: importQuery(id).queryKey })
      await client.invalidateQueries({ queryKey: ['imports'], exact: true })
      toast({ title: say.discarded(fileName) })
    },
    onError: toastError,
  })
  return (
    <>
      <Button variant="outline" color="shu" onClick={() => setAsking(true)}>
        {say.discard}
      </Button>
      <ConfirmDialog
        opened={asking}
        onClose={() => setAsking(false)}
        icon={IconTrash}
        question={say.question(fileName)}
        what={<p>{say.what}</p>}
        verb={say.discard}
        busy={discard.isPending}
        onConfirm={() => discard.mutate()}
      />
    </>
  )
}

export const words = {
  en: {
    run: 'Import',
    discard: 'Throw away',
    question: (name: string) => `Throw “${name}” away?`,
    what: 'The file is deleted here. No contact is changed. You can send it again.',
    discarded: (name: string) => `“${name}” is thrown away.`,
  },
  ja: {
    run: '取り込む',
    discard: '破棄する',
    question: (name: string) => `「${name}」を破棄しますか`,
    what: '受け取ったファイルを消します。コンタクトは変わりません。もう一度送ることもできます。',
    discarded: (name: string) => `「${name}」を破棄しました。`,
  },
}
