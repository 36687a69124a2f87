import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Nothing } from '../../parts/empty.tsx'
import { ErrorBox } from '../../parts/error-box.tsx'
import { Card } from '../../parts/page-body.tsx'
import { SkeletonRows } from '../../parts/skeleton-rows.tsx'

type Props = {
  say: { title: string; note: string; create: string; empty: string }
  query: { error: Error | null; refetch: () => unknown }
  /** undefined: it is not known yet. */
  count: number | undefined
  create: () => void
  children: ReactNode
}

/** A list of the settings that one adds to: while it loads, where it cannot be read, and with nothing in it. */
export function ListCard({ say, query: { error, refetch }, count, create, children }: Props) {
  return (
    <Card
      flush
      title={say.title}
      note={say.note}
      acts={
        <Button
          variant="filled"
          color="moss"
          leftSection={<IconPlus size={15} stroke={2} aria-hidden />}
          onClick={create}
        >
          {say.create}
        </Button>
      }
    >
      {count === undefined && error && <ErrorBox error={error} retry={refetch} />}
      {count === undefined && !error && <SkeletonRows rows={3} height={44} head />}
      {count === 0 && <Nothing>{say.empty}</Nothing>}
      {count !== undefined && count > 0 && children}
    </Card>
  )
}
