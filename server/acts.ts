import { type ActKinds, contactActs } from './contacts/act.ts'
import { enterMany } from './enrollments/enter-many.ts'

/** Everything that can be done to many contacts at once: each room brings its own. */
export const acts: ActKinds = { ...contactActs, 'enter-journey': enterMany }
