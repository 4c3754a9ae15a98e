/** Which reports there are, what each takes and what its columns say. */
import type { LocalDate } from '@jejak/core'
import { wordedForNobody } from '@jejak/reports'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Fault } from '../fault/Fault.js'
import { ofStore } from '../fault/faultOf.js'
import type { ReportList } from '../wire/service.js'
import type { Source } from './Source.js'

export const reportList = async (
  { readModels, registry }: Pick<Source, 'readModels' | 'registry'>,
  today: LocalDate,
): Promise<E.Either<Fault, ReportList>> =>
  pipe(
    await readModels.health()(),
    E.bimap(ofStore, ({ position }) => ({
      asOf: today,
      position,
      base: {},
      reports: [...registry.reports.listed.values()].map(wordedForNobody).map(({ name, title, meaning, takes, columns, policy }) => ({
        name,
        title,
        meaning,
        takes,
        columns,
        policy,
      })),
    })),
  )
