import { type ChangeEvent, useState } from 'react'
import { ApiError } from '../api.ts'

type Checks<Name extends string> = { [name in Name]?: (value: string) => string | null }

/**
 * The fields of a form: what stands in them and what is wrong, said below the field once somebody
 * has tried to send. Not when a field is left: the sentence would push the button from under the
 * pointer that is just pressing it.
 */
export function useFields<Name extends string>(
  initial: Record<Name, string>,
  checks: Checks<Name>,
) {
  const [values, setValues] = useState<Record<Name, string>>(initial)
  const [seen, setSeen] = useState<ReadonlySet<Name>>(new Set())
  const [refused, setRefused] = useState<{ name: Name; value: string; reason: string }[]>([])

  const names = Object.keys(initial) as Name[]
  const wrong = (name: Name) =>
    checks[name]?.(values[name]) ??
    refused.find((each) => each.name === name && each.value === values[name])?.reason ??
    null

  return {
    values,
    set: (part: Partial<Record<Name, string>>) => setValues((before) => ({ ...before, ...part })),
    changed: names.some((name) => initial[name] !== values[name]),

    /** For a text field: `<TextInput {...field('name')} />`. */
    field: (name: Name) => ({
      name,
      value: values[name],
      error: seen.has(name) ? wrong(name) : null,
      onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => {
        // React empties currentTarget before the updater runs.
        const { value } = event.currentTarget
        setValues((before) => ({ ...before, [name]: value }))
      },
    }),

    /** Shows whatever is wrong and puts the hand on the first of it. */
    check(form: HTMLFormElement): boolean {
      setSeen(new Set(names))
      const first = names.find((name) => wrong(name))
      if (first) form.querySelector<HTMLElement>(`[name="${first}"]`)?.focus()
      return !first
    },

    /** Marks the fields that the server refused, as long as they stay as they are. */
    refuse(error: unknown, reason: string) {
      const fields = refusedFields(error).filter((name): name is Name => name in values)
      setRefused(fields.map((name) => ({ name, value: values[name], reason })))
      setSeen((before) => new Set([...before, ...fields]))
    },
  }
}

/** The names in a "wrong-input" answer. Pure. */
function refusedFields(error: unknown): string[] {
  if (!(error instanceof ApiError)) return []
  const fields = (error.body as { fields?: unknown } | undefined)?.fields
  return Array.isArray(fields) ? fields.filter((each) => typeof each === 'string') : []
}

/** What a person would call an e-mail address; the server decides. Pure. */
export const looksLikeEmail = (value: string) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value.trim())
