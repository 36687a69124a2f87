import { IconAlertCircle } from '@tabler/icons-react'
import classes from './wrong.module.css'

/** Why a form was not taken, above its button. */
export function Wrong({ error }: { error: Error | null }) {
  if (!error) return null
  return (
    <p className={classes.wrong} role="alert">
      <IconAlertCircle size={15} stroke={2} aria-hidden />
      {error.message}
    </p>
  )
}
