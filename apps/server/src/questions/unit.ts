/** The people of a unit: its part of the staff list, each with the id that opens the person's page, in pages. */
import type { CareerId, LocalDate } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { House, HouseError } from '../House.js'
import type { PeopleAsked } from '../inputs.js'
import type { Lookups } from '../Lookups.js'
import { type PageInfo, pageOf } from '../pages.js'
import { agencyThere } from './agencies.js'

/** A row of `staff-list` with whose it is. */
interface UnitPerson {
  readonly career: CareerId
  readonly nip: string
  readonly name: string
  /** Name of the post held, as far as it is known. */
  readonly positionName: string | null
  readonly [field: string]: unknown
}

export interface UnitPage {
  readonly agency: string
  readonly asOf: LocalDate
  readonly position: number
  readonly base: { readonly people: number; readonly erased: number }
  readonly unit: { readonly id: string; readonly name: string | null }
  /** One page of those who match, in the order asked for. */
  readonly people: ReadonlyArray<UnitPerson>
  readonly page: PageInfo
}

const byNumber = (a: UnitPerson, b: UnitPerson): number => (a.nip < b.nip ? -1 : 1)
const byName = (a: UnitPerson, b: UnitPerson): number => (a.name === b.name ? byNumber(a, b) : a.name < b.name ? -1 : 1)

const matching = (search: string): ((person: UnitPerson) => boolean) => {
  const text = search.trim().toLowerCase()
  const digits = text.replace(/\s/g, '')
  return ({ name, nip }) => text === '' || name.toLowerCase().includes(text) || nip.includes(digits)
}

/** Opens the names of this unit's people alone: the order is that of names or numbers, which are sealed. */
export const unitPage = async (
  house: House,
  lookups: Lookups,
  asked: PeopleAsked,
  day: LocalDate,
): Promise<E.Either<HouseError, UnitPage>> => {
  const { agency, unit } = asked
  const there = await agencyThere(house, agency)
  if (E.isLeft(there)) return there
  const [staff, names] = await Promise.all([lookups.staff(agency, day), lookups.unitNames(agency, [unit])])
  if (E.isLeft(staff)) return staff
  if (E.isLeft(names)) return names
  const rows = staff.right.rows.filter(({ row }) => row['unitId'] === unit)
  if (rows.length === 0 && !names.right.has(unit)) return E.left({ tag: 'NotFound', what: 'unit' })
  const held = rows.flatMap(({ row }) => (typeof row['positionId'] === 'string' ? [row['positionId']] : []))
  const posts = await lookups.positionNames(agency, held)
  if (E.isLeft(posts)) return posts
  const appointments = new Map(
    rows.flatMap(({ career, appointment }) => (appointment === undefined ? [] : [[career, appointment] as const])),
  )
  const opened = await house.people(
    rows.map(({ career }) => career),
    appointments,
  )()
  if (E.isLeft(opened)) return opened
  const people: UnitPerson[] = []
  for (const { career, row } of rows) {
    const person = opened.right.get(career)
    if (person === undefined || person === 'erased') continue
    const positionName = posts.right.get(String(row['positionId'])) ?? null
    people.push({ ...row, career, nip: person.number, name: person.name, positionName })
  }
  const found = people.filter(matching(asked.search)).sort(asked.order === 'name' ? byName : byNumber)
  const { rows: shown, page } = pageOf(found, asked)
  return E.right({
    agency,
    asOf: day,
    position: staff.right.position,
    base: { people: people.length, erased: rows.length - people.length },
    unit: { id: unit, name: names.right.get(unit) ?? null },
    people: shown,
    page,
  })
}
