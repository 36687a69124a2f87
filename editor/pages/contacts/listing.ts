import { useSearchParams } from 'react-router'
import { type Rule, ruleSchema } from '../../../server/engine/rule.ts'

const consents = ['given', 'withdrawn', 'none'] as const
const suppressions = ['yes', 'no', 'unsubscribed', 'bounced', 'complained', 'by-hand'] as const
export const sorts = ['newest', 'oldest', 'name', 'email', 'changed'] as const
export type Sort = (typeof sorts)[number]

/** What is asked of the list, as it stands in the URL. */
export type Listing = {
  search: string
  tag: string | null
  segment: string | null
  consent: (typeof consents)[number] | null
  suppressed: (typeof suppressions)[number] | null
  /** A rule as JSON. */
  rule: string | null
  sort: Sort
}

/** Reads the URL; what it does not know is left out. Pure. */
export function listingIn(params: Pick<URLSearchParams, 'get'>): Listing {
  const one = <T extends string>(list: readonly T[], name: string) =>
    list.find((each) => each === params.get(name)) ?? null
  const id = (name: string) => {
    const value = params.get(name)
    return value && /^[1-9]\d{0,8}$/.test(value) ? value : null
  }
  return {
    search: params.get('search') ?? '',
    tag: id('tag'),
    segment: id('segment'),
    consent: one(consents, 'consent'),
    suppressed: one(suppressions, 'suppressed'),
    rule: ruleIn(params.get('rule')) && params.get('rule'),
    sort: one(sorts, 'sort') ?? 'newest',
  }
}

/** Null: it is none. Pure. */
export function ruleIn(text: string | null): Rule | null {
  try {
    const read = ruleSchema.safeParse(JSON.parse(text ?? 'null'))
    return read.success && read.data.questions.length > 0 ? read.data : null
  } catch {
    return null
  }
}

/** The query of a listing, for the server and for the URL: what is not asked is left out. Pure. */
export const queryOf = ({ search, tag, segment, consent, suppressed, rule, sort }: Listing) => ({
  ...(search && { search }),
  ...(tag && { tag }),
  ...(segment && { segment }),
  ...(consent && { consent }),
  ...(suppressed && { suppressed }),
  ...(rule && { rule }),
  ...(sort !== 'newest' && { sort }),
})

/** Whether fewer than everybody are asked for. Pure. */
export const isNarrowed = ({ sort: _, ...rest }: Listing) =>
  Object.values(rest).some((value) => value !== null && value !== '')

/** What the list shows, and how it is changed. */
export function useListing(): [Listing, (part: Partial<Listing>) => void] {
  const [params, setParams] = useSearchParams()
  const change = (part: Partial<Listing>) =>
    setParams((before) => queryOf({ ...listingIn(before), ...part }), {
      replace: true,
      preventScrollReset: true,
    })
  return [listingIn(params), change]
}
