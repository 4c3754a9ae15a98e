/** Which agencies there are, and which years of each can be asked about. */

import { type AgencyCode, type LocalDate, yearOf } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { type Fault, noSuch } from '../fault/Fault.js'
import { ofStore } from '../fault/faultOf.js'
import type { AgencyList } from '../wire/service.js'
import type { Source } from './Source.js'

/** Refuses an agency of which nothing was imported. */
export const agencyThere = async ({ readModels }: Pick<Source, 'readModels'>, agency: AgencyCode): Promise<E.Either<Fault, void>> => {
  const codes = await readModels.agencies()()
  if (E.isLeft(codes)) return E.left(ofStore(codes.left))
  return codes.right.includes(agency) ? E.right(undefined) : E.left(noSuch('agency'))
}

const yearsOf = (ends: ReadonlyArray<LocalDate>, today: LocalDate): { readonly years: ReadonlyArray<number>; readonly latest: number } => {
  const now = yearOf(today)
  const past = ends.filter((end) => end <= today).map(yearOf)
  const first = Math.min(now, ...past)
  return { years: Array.from({ length: now - first + 1 }, (_, i) => now - i), latest: past.length === 0 ? now : Math.max(...past) }
}

export const agencyList = async (house: Source, today: LocalDate): Promise<E.Either<Fault, AgencyList>> => {
  const [codes, health] = await Promise.all([house.readModels.agencies()(), house.readModels.health()()])
  if (E.isLeft(codes)) return E.left(ofStore(codes.left))
  if (E.isLeft(health)) return E.left(ofStore(health.left))
  const agencies: AgencyList['agencies'][number][] = []
  for (const code of codes.right) {
    const catalogue = await house.readModels.catalogue(code)()
    if (E.isLeft(catalogue)) return E.left(ofStore(catalogue.left))
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
