/** The people of a unit: the staff list of the day, each with the id that opens the person's page. */
import { EmployeeNumber } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { Asked, House, HouseError } from '../House.js'
import type { Lookups } from '../units.js'
import { reportJson } from './report.js'

export interface UnitPage {
  readonly agency: string
  readonly asOf: string
  readonly position: number
  readonly base: Readonly<Record<string, unknown>>
  readonly unit: { readonly id: string; readonly name: string | null }
  /** Rows of `staff-list`, with `career`. */
  readonly people: ReadonlyArray<Readonly<Record<string, unknown>>>
}

export const unitPage = async (house: House, lookups: Lookups, unit: string, asked: Asked): Promise<E.Either<HouseError, UnitPage>> => {
  const [staff, names] = await Promise.all([reportJson(house, 'staff-list', { ...asked, unit }), lookups.unitNames(asked.agency)])
  if (E.isLeft(staff)) return staff
  if (E.isLeft(names)) return names
  return E.right({
    agency: asked.agency,
    asOf: staff.right.asOf,
    position: staff.right.position,
    base: staff.right.base ?? {},
    unit: { id: unit, name: names.right.get(unit) ?? null },
    people: (staff.right.rows ?? [])
      .filter(({ unitId }) => unitId === unit)
      .map((row) => ({ ...row, career: EmployeeNumber.is(row['nip']) ? house.vault.careerId(row['nip']) : null })),
  })
}
