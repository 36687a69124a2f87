import { Button } from '@mantine/core'
import { IconPlayerPlay } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ErrorBox } from '../../parts/error-box.tsx'
import { SkeletonRows } from '../../parts/skeleton-rows.tsx'
import { Wrong } from '../../parts/wrong.tsx'
import { useWords } from '../../words.ts'
import { Columns } from './columns.tsx'
import classes from './import.module.css'
import { PlanFields } from './plan-fields.tsx'
import { type Import, type PlanInput, previewQuery, useStep } from './queries.ts'

/** What has to be said before a file is taken in. */
export function Prepare({ data }: { data: Import }) {
  const preview = useQuery(previewQuery(data.id, data.reading))
  if (preview.error) {
    return <ErrorBox error={preview.error} retry={() => void preview.refetch()} />
  }
  if (!preview.data) return <SkeletonRows rows={5} />
  return <Asking key={JSON.stringify(data.reading)} data={data} preview={preview.data} />
}

export type Preview = {
  names: string[]
  rows: string[][]
  columns: PlanInput['columns']
  remembered: PlanInput | null
}

function Asking({ data, preview }: { data: Import; preview: Preview }) {
  const say = useWords(words)
  const step = useStep(data.id)
  const { columns } = preview
  const [plan, setPlan] = useState<PlanInput>(() => ({
    ...(data.plan ?? preview.remembered),
    columns,
  }))
  const consent = plan.consent
  const lacking = Boolean(consent) && (!consent?.on || !consent.document.trim())
  // What is half said stays here; all else is kept, so that one can leave and come back.
  const change = (next: PlanInput) => {
    setPlan(next)
    const half = next.consent && (!next.consent.on || !next.consent.document.trim())
    if (!half) step.mutate({ do: 'plan', plan: next })
  }
  return (
    <div className={classes.page}>
      <Columns
        data={data}
        preview={preview}
        columns={plan.columns}
        onColumns={(next) => change({ ...plan, columns: next })}
        onReading={(reading) => step.mutate({ do: 'read', reading })}
      />
      <PlanFields plan={plan} onChange={change} lacking={lacking} />
      <Wrong error={step.error} />
      <div className={classes.acts}>
        <Button
          variant="filled"
          color="moss"
          disabled={lacking}
          loading={step.isPending && step.variables.do === 'run'}
          leftSection={<IconPlayerPlay size={18} stroke={1.75} aria-hidden />}
          onClick={() =>
            step.mutate({ do: 'plan', plan }, { onSuccess: () => step.mutate({ do: 'run' }) })
          }
        >
          {say.run}
        </Button>
      </div>
    </div>
  )
}

export const words = {
  en: { run: 'Import' },
  ja: { run: '取り込む' },
}
