import type { Timeline } from '../../../server/timeline/shape.ts'
import type { Act } from './acts.ts'
import { ConsentDialog } from './consent-dialog.tsx'
import { DisclosureDialog } from './disclosure-dialog.tsx'
import { EditDialog } from './edit-dialog.tsx'
import { EnrollDialog } from './enroll-dialog.tsx'
import { EraseDialog } from './erase-dialog.tsx'
import { MoveDialog } from './move-dialog.tsx'
import type { Contact } from './queries.ts'
import { SingleMailDialog } from './single-mail-dialog.tsx'
import { SuppressionDialog } from './suppression-dialog.tsx'
import { TakeOutDialog } from './take-out-dialog.tsx'

type Props = { contact: Contact; timeline: Timeline; act: Act | null; close: () => void }

/** The window of whatever somebody is about to do; each stays until it has closed by itself. */
export function ActDialogs({ contact, timeline, act, close }: Props) {
  const { id, name } = contact
  const { walks } = timeline
  const open = (type: Act['type']) => ({ opened: act?.type === type, onClose: close })
  const enrollmentId = act && 'enrollmentId' in act ? act.enrollmentId : null
  return (
    <>
      <EnrollDialog contactId={id} name={name} {...open('enroll')} />
      <SingleMailDialog contact={contact} {...open('mail')} />
      <EditDialog contact={contact} {...open('edit')} />
      <SuppressionDialog contact={contact} to="stop" {...open('stop')} />
      <SuppressionDialog contact={contact} to="resume" {...open('resume')} />
      <ConsentDialog contact={contact} {...open('consent')} />
      <DisclosureDialog contact={contact} {...open('disclose')} />
      <EraseDialog contact={contact} {...open('erase')} />
      <MoveDialog contact={contact} walks={walks} first={enrollmentId} {...open('move')} />
      <TakeOutDialog contact={contact} walks={walks} first={enrollmentId} {...open('take-out')} />
    </>
  )
}
