import { ApiError } from '../api.ts'
import { ErrorBox } from './error-box.tsx'
import { Lost } from './lost.tsx'
import { PageBody } from './page-body.tsx'
import { SkeletonRows } from './skeleton-rows.tsx'

type Props = {
  error: Error | null
  /** What failed, where a sentence of the page's own says more. */
  failed?: string
  retry: () => unknown
}

/** What stands on a page while its one thing is read, when that failed, and when there is none. */
export function Reading({ error, failed, retry }: Props) {
  if (error instanceof ApiError && error.status === 404) return <Lost />
  return (
    <PageBody>
      {error ? (
        <ErrorBox title={failed} error={error} retry={() => void retry()} />
      ) : (
        <SkeletonRows rows={5} height={72} />
      )}
    </PageBody>
  )
}
