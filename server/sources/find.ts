import { type Address, readAddress } from '../contacts/address.ts'
import { splitName } from '../contacts/name.ts'
import type { Attributes } from '../contacts/table.ts'
import { type Leaf, leaves, remainder, textOf, valueAt } from './leaves.ts'
import { emailRank, isSomeoneElse, type NameKey, nameKey } from './names.ts'
import type { Fields, Value } from './read/fields.ts'
import { shaped } from './shapes/index.ts'
import type { Mapping } from './table.ts'

export type Found = {
  type: 'found'
  address: Address
  /** The field the address stood in. */
  field: string
  /** Where the parts of the name stood that no mapping told of. */
  byName: { key: NameKey; field: string }[]
  attributes: Attributes
  /** Everything else that was sent: the trigger's payload. */
  payload: Fields
  /** The provider's own id of the event. */
  eventId: string | null
}

export type Missed = {
  type: 'missed'
  reason: 'email-missing' | 'email-impossible' | 'email-ambiguous'
  /** The field or fields it is about; null when there is none. */
  field: string | null
}

/**
 * The contact in a post: by the mapping where it says so, else by the names forms use. Only names that
 * speak of the person who filled in the form are looked at, so that a sender's, shop's or member of
 * staff's address is never taken; two different ones of equal right are nobody's. Pure.
 */
export function find(sent: Fields, mapping: Mapping): Found | Missed {
  const { fields, emails, eventId } = shaped(sent)
  const ignored = new Set(mapping.ignored)
  const all = leaves(fields).filter(({ path }) => !ignored.has(path))
  const typed = new Set(emails)
  const candidates = mapping.email
    ? mapped(valueAt(sent, mapping.email) ?? valueAt(fields, mapping.email), mapping.email)
    : foremost(all.flatMap((leaf) => candidate(leaf, typed)))
  const email = decide(candidates)
  if (email.type === 'missed') return email
  const names = namesBeside(all, email.field)
  const own = mappedAttributes(sent, fields, mapping)
  const used = new Set([...candidates.map(({ path }) => path), ...names.paths, ...own.paths])
  return {
    ...email,
    byName: names.parts,
    attributes: { ...names.attributes, ...own.attributes },
    payload: remainder(fields, used),
    eventId,
  }
}

/** The lowest rank wins. */
type Candidate = { path: string; text: string | null; rank: number }

function candidate({ path, name, depth, text }: Leaf, typedAs: ReadonlySet<string>): Candidate[] {
  const typed = typedAs.has(path) && !isSomeoneElse(name)
  const rank = typed ? -1 : emailRank(name)
  if (rank === null) return []
  // "mail" may ask whether mail is wanted: an address has an @, be it a wide one.
  const unlikely = text === null ? 2000 : /[@＠]/.test(text) ? 0 : 1000
  return [{ path, text, rank: rank * 100 + depth + unlikely }]
}

function foremost(candidates: Candidate[]): Candidate[] {
  const best = Math.min(...candidates.map(({ rank }) => rank))
  return candidates.filter(({ rank }) => rank === best)
}

const mapped = (value: Value | undefined, path: string): Candidate[] => [
  { path, text: textOf(value), rank: 0 },
]

function decide(candidates: Candidate[]): Pick<Found, 'type' | 'address' | 'field'> | Missed {
  const read = candidates.map(({ path, text }) => ({
    path,
    missing: text === null,
    address: text === null ? null : readAddress(text),
  }))
  const [first] = read
  if (!first || first.missing) {
    return { type: 'missed', reason: 'email-missing', field: first?.path ?? null }
  }
  const impossible = read.find(({ address }) => !address)
  if (impossible) return { type: 'missed', reason: 'email-impossible', field: impossible.path }
  const other = read.find(({ address }) => address?.key !== first.address?.key)
  if (other) {
    return { type: 'missed', reason: 'email-ambiguous', field: `${first.path}, ${other.path}` }
  }
  return { type: 'found', address: first.address!, field: first.path }
}

/**
 * Names that stand where the address stands, or with what else is said of a person; first name and
 * family name from one place, so that no two people become one.
 */
function namesBeside(all: Leaf[], field: string) {
  const within = all.find((leaf) => leaf.path === field)?.within ?? parentOf(field)
  const near = all
    .filter(({ text, ofThing }) => text !== null && !ofThing)
    .filter((leaf) => leaf.within === within || leaf.ofPerson)
    .map((leaf) => ({ ...leaf, key: nameKey(leaf.name) }))
    .sort((a, b) => distance(a, within) - distance(b, within))
  const place = near.find(({ key }) => key !== null && key !== 'company')?.within
  const parts = new Map<NameKey, Leaf>()
  for (const leaf of near) {
    if (leaf.key === 'company' || leaf.within === place) {
      if (leaf.key && !parts.has(leaf.key)) parts.set(leaf.key, leaf)
    }
  }
  const kana = splitName(parts.get('kana')?.text ?? '')
  if (!kana) parts.delete('kana')
  const attributes: Attributes = {
    ...(kana && { last_kana: kana.last, first_kana: kana.first }),
    ...Object.fromEntries([...parts].map(([key, { text }]) => [key, short(text!)])),
  }
  delete attributes.kana
  const parted = attributes.last_name ?? attributes.first_name
  const whole = parted === undefined ? splitName(parts.get('name')?.text ?? '') : null
  if (whole) Object.assign(attributes, { last_name: whole.last, first_name: whole.first })
  return {
    attributes,
    parts: [...parts].map(([key, { path }]) => ({ key, field: path })),
    paths: [...parts.values()].map(({ path }) => path),
  }
}

const parentOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('.')))

/** Who pays may be another than who buys. */
const distance = (leaf: Leaf, within: string) =>
  leaf.within === within ? 0 : leaf.depth + (/billing/i.test(leaf.within) ? 100 : 0)

function mappedAttributes(sent: Fields, fields: Fields, { attributes = {} }: Mapping) {
  const found = Object.entries(attributes).flatMap(([key, path]) => {
    const value = plain(valueAt(sent, path) ?? valueAt(fields, path))
    return value === null ? [] : [{ key, path, value }]
  })
  return {
    attributes: Object.fromEntries(found.map(({ key, value }) => [key, value])),
    paths: found.map(({ path }) => path),
  }
}

/** A value as an attribute: several chosen values as one text. */
function plain(value: Value | undefined): Attributes[string] {
  if (typeof value === 'number' || typeof value === 'boolean') return value
  const text = Array.isArray(value) ? value.map(textOf).filter(Boolean).join(', ') : textOf(value)
  return text ? short(text) : null
}

const LONGEST_ATTRIBUTE = 1000
const short = (text: string) => text.slice(0, LONGEST_ATTRIBUTE).toWellFormed()
