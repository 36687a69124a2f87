import { SegmentedControl, Select, Textarea, TextInput } from '@mantine/core'
import { IconMailCheck } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useReducer, useState } from 'react'
import { words as basisWords } from '../../../server/words/bases.ts'
import { answer, api } from '../../api.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { topicsQuery } from '../../parts/tags.ts'
import { toast } from '../../parts/toasts.tsx'
import { useFormat } from '../../parts/when.tsx'
import { Wrong } from '../../parts/wrong.tsx'
import { instantOf, localOf } from '../../rules/moments.ts'
import { useZone } from '../../shell/me.ts'
import { useWords } from '../../words.ts'
import { words } from './consent-words.ts'
import { comesAfter, optOutSince } from './opt-out.ts'
import { type Contact, consentsQuery } from './queries.ts'

type Basis = 'opt-in' | 'written' | 'dealings' | 'published'
type Draft = {
  given: 'given' | 'withdrawn'
  topicId: number | null
  basis: Basis | null
  /** As the field has it, in the account's zone; '': now. */
  at: string
  wording: string
  document: string
}
const blank: Draft = {
  given: 'given',
  topicId: null,
  basis: null,
  at: '',
  wording: '',
  document: '',
}
const edit = (draft: Draft, part: Partial<Draft> | 'anew') =>
  part === 'anew' ? blank : { ...draft, ...part }

type Props = { contact: Contact; opened: boolean; onClose: () => void }

/** Writes down what a contact agreed to or took back on paper, by telephone, face to face. */
export function ConsentDialog({ contact, opened, onClose }: Props) {
  const say = useWords(words)
  const format = useFormat()
  const zone = useZone()
  const [draft, change] = useReducer(edit, blank)
  const [tried, setTried] = useState(false)
  const [asking, setAsking] = useState(false)
  const { data } = useQuery({ ...consentsQuery(contact.id), enabled: opened })
  const { given, topicId, basis } = draft
  const known = { consents: data?.consents ?? [], suppression: contact.suppression, topicId }
  const since = given === 'given' ? optOutSince(known) : null
  const at = instantOf(draft.at, zone)
  const after = since !== null && (at === '' || comesAfter(at, since))
  const wrong = wrongIn(draft, { after, at })
  const close = () => {
    setAsking(false)
    setTried(false)
    change('anew')
    save.reset()
    onClose()
  }
  const save = useSave(contact, () => {
    close()
    toast({ title: say.done(contact.name) })
  })
  const send = () => save.mutate({ ...draft, at })
  return (
    <>
      <FormDialog
        opened={opened && !asking}
        onClose={close}
        size={560}
        title={say.title(contact.name)}
        note={
          since ? say.stands[after ? 'after' : 'before'](format.dateTime(since)) : say.note[given]
        }
        verb={say.verb}
        busy={save.isPending}
        disabled={!data}
        error={save.error}
        onSubmit={(form) => {
          setTried(true)
          const [first] = Object.keys(wrong)
          if (first) form.querySelector<HTMLElement>(`[name="${first}"]`)?.focus()
          else if (after) setAsking(true)
          else send()
        }}
      >
        <Fields draft={draft} change={change} wrong={tried ? wrong : {}} after={after} />
      </FormDialog>
      <ConfirmDialog
        opened={opened && asking}
        onClose={() => setAsking(false)}
        tone="moss"
        icon={IconMailCheck}
        question={say.lift(contact.name)}
        what={
          <>
            <p>{say.lifts(basis === 'written', draft.document.trim())}</p>
            <Wrong error={save.error} />
          </>
        }
        verb={say.liftVerb}
        busy={save.isPending}
        onConfirm={send}
      />
    </>
  )
}

type Why = 'missing' | 'later' | 'ownOnly'
type Wrongs = { basis?: Why; at?: Why; document?: Why }

/** What keeps it from being recorded, by field. Pure. */
function wrongIn(
  { basis, document }: Draft,
  { after, at }: { after: boolean; at: string },
): Wrongs {
  const own = basis === 'opt-in' || basis === 'written'
  const later = at !== '' && Temporal.Instant.compare(at, Temporal.Now.instant()) > 0
  return {
    ...(basis === null && { basis: 'missing' as const }),
    ...(basis !== null && after && !own && { basis: 'ownOnly' as const }),
    ...(after && at === '' && { at: 'missing' as const }),
    ...(later && { at: 'later' as const }),
    ...(after && document.trim() === '' && { document: 'missing' as const }),
  }
}

function useSave({ id }: Contact, done: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ topicId, basis, at, ...rest }: Draft) =>
      answer(
        api.contacts[':id'].consents.$post({
          param: { id: String(id) },
          json: {
            ...rest,
            basis: basis ?? 'opt-in',
            ...(at && { at }),
            ...(topicId !== null && { topicId }),
          },
        }),
      ),
    onSuccess: () => {
      done()
      return client.invalidateQueries({ queryKey: ['contact', id] })
    },
  })
}

type Part = {
  draft: Draft
  change: (part: Partial<Draft>) => void
  wrong: Wrongs
  after: boolean
}

function Fields({ draft, change, wrong, after }: Part) {
  const say = useWords(words)
  const zone = useZone()
  const bases = useWords(basisWords)
  const topics = useQuery(topicsQuery).data?.topics.filter(({ archived }) => !archived) ?? []
  return (
    <>
      <SegmentedControl
        aria-label={say.what}
        data={[
          { value: 'given', label: say.given },
          { value: 'withdrawn', label: say.withdrawn },
        ]}
        value={draft.given}
        onChange={(given) => change({ given: given as Draft['given'] })}
      />
      <Select
        label={say.about}
        allowDeselect={false}
        data={[
          { value: 'all', label: say.allMail },
          ...topics.map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
        value={draft.topicId === null ? 'all' : String(draft.topicId)}
        onChange={(id) => change({ topicId: id === 'all' ? null : Number(id) })}
      />
      <Select
        name="basis"
        label={say.basis[draft.given]}
        required
        data={(['opt-in', 'written', 'dealings', 'published'] as const).map((value) => ({
          value,
          label: bases[value],
        }))}
        value={draft.basis}
        error={wrong.basis && say.wrong[wrong.basis]}
        onChange={(basis) => change({ basis: basis as Basis | null })}
      />
      <TextInput
        name="at"
        type="datetime-local"
        label={say.at[draft.given]}
        description={after ? undefined : say.now}
        required={after}
        max={localOf(Temporal.Now.instant().toString(), zone)}
        value={draft.at}
        error={wrong.at && say.wrong[wrong.at]}
        onChange={(event) => change({ at: event.currentTarget.value })}
      />
      <Textarea
        label={say.wording}
        autosize
        minRows={2}
        maxLength={2000}
        value={draft.wording}
        onChange={(event) => change({ wording: event.currentTarget.value })}
      />
      <TextInput
        name="document"
        label={say.document}
        description={say.documentNote}
        required={after}
        maxLength={500}
        value={draft.document}
        error={wrong.document && say.wrong[wrong.document]}
        onChange={(event) => change({ document: event.currentTarget.value })}
      />
    </>
  )
}
