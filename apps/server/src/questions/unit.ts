/** The people of a unit: its part of the staff list, each with the id that opens the person's page. */
import type { CareerId, LocalDate } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { Asked, House, HouseError } from '../House.js'
import type { Lookups } from '../Lookups.js'

/** A row of `staff-list` with whose it is. */
interface UnitPerson {
  readonly career: CareerId
  readonly nip: string
  readonly name: string
  readonly [field: string]: unknown
}

export interface UnitPage {
  readonly agency: string
  readonly asOf: LocalDate
  readonly position: number
  readonly base: { readonly people: number; readonly erased: number }
  readonly unit: { readonly id: string; readonly name: string | null }
  /** In order of number. */
  readonly people: ReadonlyArray<UnitPerson>
}

/** Opens the names of this unit's people alone. */
export const unitPage = async (
  house: House,
  lookups: Lookups,
  unit: string,
  { agency }: Asked,
  day: LocalDate,
): Promise<E.Either<HouseError, UnitPage>> => {
  const [staff, names] = await Promise.all([lookups.staff(agency, day), lookups.unitNames(agency, [unit])])
  if (E.isLeft(staff)) return staff
  if (E.isLeft(names)) return names
  const rows = staff.right.rows.filter(({ row }) => row['unitId'] === unit)
  if (rows.length === 0 && !names.right.has(unit)) return E.left({ tag: 'NotFound', what: 'unit' })
  const opened = await house.people(rows.map(({ career }) => career))()
  if (E.isLeft(opened)) return opened
  const people: UnitPerson[] = []
  for (const { career, row } of rows) {
    const person = opened.right.get(career)
    if (person !== undefined && person !== 'erased') people.push({ ...row, career, nip: person.number, name: person.name })
  }
  return E.right({
    agency,
    asOf: day,
    position: staff.right.position,
    base: { people: people.length, erased: rows.length - people.length },
    unit: { id: unit, name: names.right.get(unit) ?? null },
    people: people.sort((a, b) => (a.nip < b.nip ? -1 : 1)),
  })
}
