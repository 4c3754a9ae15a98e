/** What stands over and in many answers. Codecs of answers name what must be there and let further fields through. */
import * as t from 'io-ts'

export const orNone = <C extends t.Mixed>(codec: C): t.UnionC<[C, t.NullC]> => t.union([codec, t.null])
export const listOf = <C extends t.Mixed>(codec: C): t.ReadonlyArrayC<C> => t.readonlyArray(codec)

/** `position`: all up to it is in. */
export const Heading = t.type({ asOf: t.string, position: t.number })
export type Heading = t.TypeOf<typeof Heading>

/** Who was counted, who was not, and why. */
export const Base = t.record(t.string, t.number)

/** Where a page stands in its table; `next` and `previous` are cursors, `null` at the ends. */
export const PageInfo = t.type({
  total: t.number,
  offset: t.number,
  limit: t.number,
  next: orNone(t.string),
  previous: orNone(t.string),
})
export type PageInfo = t.TypeOf<typeof PageInfo>

/** Parts of a rebuild that are there. */
export const Rebuilding = t.type({ done: t.number, total: t.number })

/** Fields of a fact, by name; what each means says its type. */
export const Data = t.UnknownRecord
export type Data = Readonly<t.TypeOf<typeof Data>>
