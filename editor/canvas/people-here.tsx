import { Anchor, Button, Skeleton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { answer, api } from '../api.ts'
import { Avatar } from '../parts/avatar.tsx'
import { Here } from '../parts/count.tsx'
import { When } from '../parts/when.tsx'
import { useWords } from '../words.ts'
import { useEditor } from './editor.tsx'
import classes from './inspector.module.css'
import own from './people-here.module.css'

/** Who stands at a stone now, and when each moves on. */
export function PeopleHere({ nodeId }: { nodeId: string }) {
  const say = useWords(words)
  const { journeyId, counts } = useEditor()
  const here = counts?.nodes[nodeId]?.here ?? 0
  const people = useInfiniteQuery({
    queryKey: ['journey', journeyId, 'people', nodeId, here],
    queryFn: ({ pageParam }) =>
      answer(
        api.journeys[':id'].people.$get({
          param: { id: String(journeyId) },
          query: { nodeId, ...(pageParam !== null && { cursor: pageParam }) },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    enabled: here > 0,
    placeholderData: (before) => before,
  })
  if (here === 0) return null
  const all = people.data?.pages.flatMap((page) => page.people)
  return (
    <section className={classes.section} aria-label={say.title}>
      <h3 className={classes.sectionHead}>
        {say.title} <Here people={here} />
      </h3>
      {all ? (
        <ul className={own.people}>
          {all.map((person) => (
            <li key={person.enrollmentId} className={own.person}>
              <Avatar name={person.name} size={26} />
              <Anchor
                component={Link}
                className={own.name}
                to={`/contacts/${person.contactId}`}
                title={person.email}
              >
                {person.name}
              </Anchor>
              <span className={own.when}>
                {person.state === 'failed' ? (
                  <span className={own.failed}>{say.failed}</span>
                ) : (
                  person.wakeAt && <When at={person.wakeAt} />
                )}
              </span>
            </li>
          ))}
        </ul>
      ) : (
        <Skeleton height={60} radius={10} />
      )}
      {people.hasNextPage && (
        <Button
          size="xs"
          loading={people.isFetchingNextPage}
          onClick={() => people.fetchNextPage()}
        >
          {say.more}
        </Button>
      )}
    </section>
  )
}

export const words = {
  en: { title: 'Here now', more: 'Show more', failed: 'Stopped by an error' },
  ja: { title: 'いまここにいる人', more: 'もっと見る', failed: 'エラーで停止中' },
}
