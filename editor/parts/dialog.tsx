import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './dialog.module.css'

type Props = {
  opened: boolean
  onClose: () => void
  title: string
  /** 480 for a question, 760 for a form, 1060 for a plan. */
  size?: 480 | 560 | 760 | 1060
  /** Before the title: what kind of thing this is. */
  picture?: ReactNode
  children: ReactNode
  /** At the foot, the safe one first. `data-autofocus` takes the focus. */
  acts?: ReactNode
  /** Above them, in sight with them: what follows from what stands above. */
  outcome?: ReactNode
  /** What it shows is never shown again: a click beside it or Escape does not take it away. */
  held?: boolean
}

/** A window over the page: it traps the focus and gives it back. */
export function Dialog({
  opened,
  onClose,
  title,
  size = 480,
  picture,
  children,
  acts,
  outcome,
  held = false,
}: Props) {
  return (
    <Modal.Root
      opened={opened}
      onClose={onClose}
      size={size}
      centered
      closeOnClickOutside={!held}
      closeOnEscape={!held}
    >
      <Modal.Overlay />
      <Modal.Content
        radius="xl"
        className={classes.window}
        data-outcome={outcome ? true : undefined}
      >
        <Modal.Body className={classes.dialog}>
          {picture}
          <div className={classes.words}>
            <Modal.Title component="h2" className={classes.title}>
              {title}
            </Modal.Title>
            {children}
          </div>
          {acts && (
            <div className={classes.foot}>
              {outcome}
              <div className={classes.acts}>{acts}</div>
            </div>
          )}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
