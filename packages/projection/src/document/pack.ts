/**
 * Many entries as one small text. What entries share is said once: agencies,
 * instants, and shapes (a type of fact with the names of its fields). An entry is
 * then `[id, revision, position, agency, instant, shape, effectiveOn, ...values]`,
 * with the root at the end of a correction; an annulment has no shape and no
 * values. About half the size of entries one by one.
 */
import type { AgencyCode, EventId, Fact, History, Instant, LocalDate, LogPosition } from '@jejak/core'
import { unsafeBrand, unsafeParse } from '../unsafe.js'

type Shape = readonly [type: Fact['type'], ...fields: string[]]
type PackedEntry = readonly [
  id: EventId,
  revision: number,
  position: LogPosition,
  agency: number,
  instant: number,
  shape: number,
  effectiveOn: LocalDate | null,
  ...values: unknown[],
]
type Packed = readonly [
  agencies: ReadonlyArray<AgencyCode>,
  instants: ReadonlyArray<Instant>,
  shapes: ReadonlyArray<Shape>,
  entries: ReadonlyArray<PackedEntry>,
]

/** Place of the first value in an entry. */
const VALUES = 7
const NO_SHAPE = -1

/** Values that come again and again, by the place of their first coming. */
class Places<A> {
  readonly all: A[] = []
  readonly #places = new Map<A, number>()

  of(value: A): number {
    const known = this.#places.get(value)
    if (known !== undefined) return known
    this.#places.set(value, this.all.length)
    return this.all.push(value) - 1
  }
}

const isShape = (shape: Shape | undefined, fields: ReadonlyArray<string>): boolean => {
  if (shape?.length !== fields.length + 1) return false
  for (let i = 0; i < fields.length; i++) if (fields[i] !== shape[i + 1]) return false
  return true
}

class Shapes {
  readonly all: Shape[] = []
  readonly #byType = new Map<Fact['type'], number[]>()

  of(type: Fact['type'], fields: ReadonlyArray<string>): number {
    const known = this.#byType.get(type)
    if (known !== undefined) for (const place of known) if (isShape(this.all[place], fields)) return place
    const place = this.all.push([type, ...fields]) - 1
    if (known === undefined) this.#byType.set(type, [place])
    else known.push(place)
    return place
  }
}

/** The text of these entries, in their order. */
export const pack = (entries: Iterable<History.Entry>): string => {
  const agencies = new Places<AgencyCode>()
  const instants = new Places<Instant>()
  const shapes = new Shapes()
  const packed: PackedEntry[] = []
  for (const { id, revision, position, agency, recordedAt, says } of entries) {
    const [at, when] = [agencies.of(agency), instants.of(recordedAt)]
    if (says.kind === 'annulled') {
      packed.push([id, revision, position, at, when, NO_SHAPE, null, says.root])
      continue
    }
    const { type, data } = says.fact
    const values: unknown[] = Object.values(data)
    if (says.kind === 'corrected') values.push(says.root)
    packed.push([id, revision, position, at, when, shapes.of(type, Object.keys(data)), says.effectiveOn, ...values])
  }
  const whole: Packed = [agencies.all, instants.all, shapes.all, packed]
  return JSON.stringify(whole)
}

const saysOf = (entry: PackedEntry, shapes: ReadonlyArray<Shape>): History.Says => {
  const shape = shapes[entry[5]]
  if (shape === undefined) return { kind: 'annulled', root: unsafeBrand(entry[VALUES]) }
  const data: Record<string, unknown> = {}
  const fields = shape.length - 1
  for (let i = 0; i < fields; i++) data[shape[i + 1] ?? ''] = entry[VALUES + i]
  const fact = unsafeBrand<Fact>({ type: shape[0], data })
  const effectiveOn = entry[6]
  const root = entry[VALUES + fields]
  return root === undefined ? { kind: 'fact', effectiveOn, fact } : { kind: 'corrected', root: unsafeBrand(root), effectiveOn, fact }
}

/** The text of no entries. */
export const NO_ENTRIES = '[]'

/** The entries of a text that `pack` made. */
export const unpack = (text: string): ReadonlyArray<History.Entry> => {
  if (text === NO_ENTRIES) return []
  const [agencies, instants, shapes, entries] = unsafeParse<Packed>(text)
  return entries.map((entry) => ({
    id: entry[0],
    revision: entry[1],
    position: entry[2],
    recordedAt: unsafeBrand(instants[entry[4]]),
    agency: unsafeBrand(agencies[entry[3]]),
    says: saysOf(entry, shapes),
  }))
}
