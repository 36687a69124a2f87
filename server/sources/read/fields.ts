export type Value = string | number | boolean | null | Value[] | { [key: string]: Value }

/** What a post says, as plain JSON. */
export type Fields = { [key: string]: Value }

/** Whether a value holds named values of its own. Pure. */
export const isObject = (value: Value | undefined): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
