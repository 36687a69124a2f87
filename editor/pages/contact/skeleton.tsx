import { Skeleton } from '@mantine/core'
import { PageBody } from '../../parts/page-body.tsx'
import { SkeletonRows } from '../../parts/skeleton-rows.tsx'
import classes from './contact.module.css'
import skeleton from './skeleton.module.css'

/** A contact on its way, in the places where it will stand. */
export function ContactSkeleton() {
  return (
    <PageBody>
      <div className={skeleton.head}>
        <Skeleton circle height={52} />
        <div>
          <Skeleton height={22} width={200} />
          <Skeleton height={14} width={240} mt={10} />
        </div>
      </div>
      <div className={classes.columns}>
        <SkeletonRows rows={6} height={72} tile />
        <Skeleton height={360} radius={14} />
      </div>
    </PageBody>
  )
}
