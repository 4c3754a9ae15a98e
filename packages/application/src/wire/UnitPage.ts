/** The people of a unit, in pages, each with the id that opens the person's page. */
import * as t from 'io-ts'
import { Base, Heading, listOf, orNone, PageInfo } from './answers.js'

/** A row of `staff-list` with whose it is. */
export const UnitPerson = t.type({
  career: t.string,
  nip: t.string,
  name: t.string,
  status: t.string,
  grade: orNone(t.string),
  gradeSince: orNone(t.string),
  positionId: orNone(t.string),
  /** Name of the post held, as far as it is known. */
  positionName: orNone(t.string),
  level: t.string,
  positionSince: orNone(t.string),
  unitId: t.string,
})
export type UnitPerson = t.TypeOf<typeof UnitPerson>

export const UnitPage = t.intersection([
  Heading,
  t.type({
    agency: t.string,
    base: Base,
    unit: t.type({ id: t.string, name: orNone(t.string) }),
    people: listOf(UnitPerson),
    page: PageInfo,
  }),
])
export type UnitPage = t.TypeOf<typeof UnitPage>
