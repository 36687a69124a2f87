import { Button, CloseButton } from '@mantine/core'
import { IconAlertCircle, IconCircleCheck } from '@tabler/icons-react'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { useWords } from '../words.ts'
import classes from './toasts.module.css'

export type Toast = {
  /** What happened, as a sentence. */
  title: string
  note?: string
  /** Offered for ten seconds; for what can be undone. */
  undo?: () => void
  /** Another way on, beside or instead of undo. */
  act?: { label: string; onClick: () => void }
}

/** Says what happened. A newer word takes its place; errors underneath stay until closed. */
export const toast = (toast: Toast) => add({ ...toast, wrong: false })

/** Says what failed. Stays until closed. */
export const toastError = (toast: Toast | Error) =>
  add(toast instanceof Error ? { title: toast.message, wrong: true } : { ...toast, wrong: true })

/** The place where toasts appear: at the bottom, beside the navigation, one at a time. */
export function Toasts() {
  const shown = useSyncExternalStore(subscribe, () => toasts.at(-1))
  return (
    <div className={classes.place}>
      <div role="status" aria-live="polite">
        {shown && !shown.wrong && <Card key={shown.id} toast={shown} />}
      </div>
      <div role="alert">{shown?.wrong && <Card key={shown.id} toast={shown} />}</div>
    </div>
  )
}

function Card({ toast }: { toast: Standing }) {
  const say = useWords(words)
  const pause = useTimer(toast)
  const close = () => remove(toast.id)
  const done = (act: () => void) => () => {
    close()
    act()
  }
  return (
    <div
      className={classes.card}
      data-wrong={toast.wrong || undefined}
      data-offers={Boolean(toast.act || toast.undo) || undefined}
      {...pause}
    >
      {toast.wrong ? (
        <IconAlertCircle className={classes.icon} size={18} stroke={1.75} aria-hidden />
      ) : (
        <IconCircleCheck className={classes.icon} size={18} stroke={1.75} aria-hidden />
      )}
      <div className={classes.text}>
        <p className={classes.title}>{toast.title}</p>
        {toast.note && <p className={classes.note}>{toast.note}</p>}
      </div>
      {toast.act && (
        <Button size="xs" variant="outline" color="moss" onClick={done(toast.act.onClick)}>
          {toast.act.label}
        </Button>
      )}
      {toast.undo && (
        <Button size="xs" variant="outline" color="moss" onClick={done(toast.undo)}>
          {say.undo}
        </Button>
      )}
      <CloseButton size="sm" aria-label={say.close} onClick={close} />
    </div>
  )
}

/** Ten seconds with nobody pointing at it or standing in it. */
function useTimer({ id, wrong }: Standing) {
  const [held, setHeld] = useState(false)
  const leftMs = useRef(10_000)
  useEffect(() => {
    if (held || wrong) return
    const began = performance.now()
    const timer = setTimeout(() => remove(id), leftMs.current)
    return () => {
      clearTimeout(timer)
      leftMs.current = Math.max(1_000, leftMs.current - (performance.now() - began))
    }
  }, [id, wrong, held])
  const hold = () => setHeld(true)
  const go = () => setHeld(false)
  return { onPointerEnter: hold, onPointerLeave: go, onFocus: hold, onBlur: go }
}

type Standing = Toast & { id: number; wrong: boolean }

let toasts: readonly Standing[] = []
let nextId = 1
const listeners = new Set<() => void>()

function add(toast: Toast & { wrong: boolean }) {
  change([...toasts.filter((each) => each.wrong), { ...toast, id: nextId++ }])
}

function remove(id: number) {
  change(toasts.filter((each) => each.id !== id))
}

function change(next: readonly Standing[]) {
  toasts = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const words = {
  en: { undo: 'Undo', close: 'Close' },
  ja: { undo: '元に戻す', close: '閉じる' },
}
