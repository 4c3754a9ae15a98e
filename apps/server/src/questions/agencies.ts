/** Which agencies there are, and which years of each can be asked about. */
import { type AgencyCode, type LocalDate, yearOf } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { type House, type HouseError, notReady } from '../House.js'

/** Refuses an agency of which nothing was imported. */
export const agencyThere = async ({ readModels }: Pick<House, 'readModels'>, agency: AgencyCode): Promise<E.Either<HouseError, void>> => {
  const codes = await readModels.agencies()()
  if (E.isLeft(codes)) return E.left(notReady(codes.left))
  return codes.right.includes(agency) ? E.right(undefined) : E.left({ tag: 'NotFound', what: 'agency' })
}

export interface AgencyList {
  readonly asOf: LocalDate
  readonly position: number
  readonly base: Readonly<Record<string, unknown>>
  readonly agencies: ReadonlyArray<{
    readonly code: string
    /** From the first year with a cohort to this one, newest first. */
    readonly years: ReadonlyArray<number>
    /** The newest year in which a cohort has ended by today: where a page should begin. */
    readonly latest: number
  }>
}

const yearsOf = (ends: ReadonlyArray<LocalDate>, today: LocalDate): { readonly years: ReadonlyArray<number>; readonly latest: number } => {
  const now = yearOf(today)
  const past = ends.filter((end) => end <= today).map(yearOf)
  const first = Math.min(now, ...past)
  return { years: Array.from({ length: now - first + 1 }, (_, i) => now - i), latest: past.length === 0 ? now : Math.max(...past) }
}

export const agencyList = async (house: House, today: LocalDate): Promise<E.Either<HouseError, AgencyList>> => {
  const [codes, health] = await Promise.all([house.readModels.agencies()(), house.readModels.health()()])
  if (E.isLeft(codes)) return E.left(notReady(codes.left))
  if (E.isLeft(health)) return E.left(notReady(health.left))
  const agencies: AgencyList['agencies'][number][] = []
  for (const code of codes.right) {
    const catalogue = await house.readModels.catalogue(code)()
    if (E.isLeft(catalogue)) return E.left(notReady(catalogue.left))
    agencies.push({
      code,
      ...yearsOf(
        [...catalogue.right.cohorts.values()].map(({ ends }) => ends),
        today,
      ),
    })
  }
  return E.right({ asOf: today, position: health.right.position, base: {}, agencies })
}
