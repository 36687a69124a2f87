import { type ActKinds, contactActs } from './contacts/act.ts'
import { forgetting } from './contacts/delete-tag.ts'
import { lifting } from './contacts/lift-many.ts'
import { enterMany } from './enrollments/enter-many.ts'
import { segmentActs } from './segments/acts.ts'

/** Everything that can be done to many contacts at once: each room brings its own. */
export const acts: ActKinds = {
  ...contactActs,
  'lift-suppression': lifting,
  'forget-tag': forgetting,
  ...segmentActs,
  'enter-journey': enterMany,
}
