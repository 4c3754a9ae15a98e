/** The people of a unit: its part of the staff list, each with the id that opens the person's page, in pages. */

import { type CareerId, type LocalDate, LogPosition } from '@jejak/core'
import type { PersonRow } from '@jejak/core/measure'
import * as E from 'fp-ts/lib/Either.js'
import { knownUnits } from '../answering/knownUnits.js'
import type { Fault } from '../fault/Fault.js'
import { ofStore, ofUnknownUnit } from '../fault/faultOf.js'
import { pageAsked, type UnitRequest } from '../wire/requests.js'
import { UnitPage } from '../wire/UnitPage.js'
import { agencyThere } from './agencies.js'
import type { Lookups } from './Lookups.js'
import { ofForm } from './ofForm.js'
import { type PageInfo, pageOf } from './pages.js'
import type { Source } from './Source.js'

/** A row of `staff-list` with whose it is. */
interface UnitPerson {
  readonly career: CareerId
  readonly nip: string
  readonly name: string
  /** Name of the post held, as far as it is known. */
  readonly positionName: string | null
  readonly [field: string]: unknown
}

const byNumber = (a: UnitPerson, b: UnitPerson): number => (a.nip < b.nip ? -1 : 1)
const byName = (a: UnitPerson, b: UnitPerson): number => (a.name === b.name ? byNumber(a, b) : a.name < b.name ? -1 : 1)

const matching = (search: string): ((person: UnitPerson) => boolean) => {
  const text = search.trim().toLowerCase()
  const digits = text.replace(/\s/g, '')
  return ({ name, nip }) => text === '' || name.toLowerCase().includes(text) || nip.includes(digits)
}

/** People of a unit in an order, by their ids: it takes every name to find it, and says none. */
interface Ordered {
  readonly rows: ReadonlyArray<PersonRow>
  readonly unnamed: Unnamed
}

/** People of a unit who have no name to show. */
interface Unnamed {
  readonly erased: number
  readonly unreadable?: number
}

/** Orders that were found, as long as the staff list they are of is kept: the next page opens the names on it alone. */
const ordersOf = new WeakMap<ReadonlyArray<PersonRow>, Map<string, Ordered>>()

const revisionsOf = (rows: ReadonlyArray<PersonRow>): ReadonlyMap<CareerId, number> =>
  new Map(rows.flatMap(({ career, appointment }) => (appointment === undefined ? [] : [[career, appointment] as const])))

/** Opens the names of some rows of the staff list; people without a name are left out and counted. */
const openRows = async (
  house: Source,
  rows: ReadonlyArray<PersonRow>,
  posts: ReadonlyMap<string, string>,
): Promise<E.Either<Fault, { readonly named: ReadonlyArray<Opened>; readonly unnamed: Unnamed }>> => {
  const opened = await house.people(
    rows.map(({ career }) => career),
    revisionsOf(rows),
  )()
  if (E.isLeft(opened)) return opened
  let unreadable = 0
  const named = rows.flatMap((of): ReadonlyArray<Opened> => {
    const person = opened.right.get(of.career)
    if (person === 'unreadable') unreadable++
    if (person === undefined || typeof person === 'string') return []
    const { positionId } = of.row
    const positionName = typeof positionId === 'string' ? (posts.get(positionId) ?? null) : null
    return [{ of, person: { ...of.row, career: of.career, nip: person.number, name: person.name, positionName } }]
  })
  const erased = rows.length - named.length - unreadable
  return E.right({ named, unnamed: { erased, ...(unreadable === 0 ? {} : { unreadable }) } })
}

interface Opened {
  readonly of: PersonRow
  readonly person: UnitPerson
}

/** Opens the names of this unit's people alone: the order is that of names or numbers, which are sealed. */
export const unitPage = async (house: Source, lookups: Lookups, asked: UnitRequest, day: LocalDate): Promise<E.Either<Fault, UnitPage>> => {
  const { agency, unit } = asked
  const order = asked.order ?? 'number'
  const search = asked.search ?? ''
  const place = pageAsked(asked)
  const there = await agencyThere(house, agency)
  if (E.isLeft(there)) return there
  const [staff, names] = await Promise.all([lookups.staff(agency, day), lookups.unitNames(agency, [unit])])
  if (E.isLeft(staff)) return staff
  if (E.isLeft(names)) return names
  const rows = staff.right.rows.filter(({ row }) => row['unitId'] === unit)
  if (rows.length === 0 && !names.right.has(unit)) {
    const behind = staff.right.position + 1
    const units = await knownUnits(house.readModels, agency, LogPosition.is(behind) ? { before: behind } : undefined)()
    if (E.isLeft(units)) return E.left(ofStore(units.left))
    if (!units.right.has(unit)) return E.left(ofUnknownUnit(unit, units.right))
  }
  const held = rows.flatMap(({ row }) => (typeof row['positionId'] === 'string' ? [row['positionId']] : []))
  const posts = await lookups.positionNames(agency, held)
  if (E.isLeft(posts)) return posts

  const answer = (people: ReadonlyArray<UnitPerson>, page: PageInfo, unnamed: Unnamed): E.Either<Fault, UnitPage> =>
    ofForm(UnitPage, {
      agency,
      asOf: day,
      position: staff.right.position,
      base: { people: rows.length - unnamed.erased - (unnamed.unreadable ?? 0), ...unnamed },
      unit: { id: unit, name: names.right.get(unit) ?? null },
      people,
      page,
    })

  const orders = ordersOf.get(staff.right.rows) ?? new Map<string, Ordered>()
  ordersOf.set(staff.right.rows, orders)
  const key = `${order} ${unit}`
  const known = orders.get(key)
  if (search === '' && known !== undefined) {
    const shown = pageOf(known.rows, place)
    const opened = await openRows(house, shown.rows, posts.right)
    if (E.isLeft(opened)) return opened
    return answer(
      opened.right.named.map(({ person }) => person),
      shown.page,
      known.unnamed,
    )
  }
  const all = await openRows(house, rows, posts.right)
  if (E.isLeft(all)) return all
  const compare = order === 'name' ? byName : byNumber
  const sorted = [...all.right.named].sort((a, b) => compare(a.person, b.person))
  const { unnamed } = all.right
  orders.set(key, { rows: sorted.map(({ of }) => of), unnamed })
  const found = sorted.map(({ person }) => person).filter(matching(search))
  const { rows: people, page } = pageOf(found, place)
  return answer(people, page, unnamed)
}
