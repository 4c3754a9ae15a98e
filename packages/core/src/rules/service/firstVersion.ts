/**
 * What the first version of the contracts could not tell: quarters beside years, transfers and returns. Nothing is refused by
 * these, and the import warns of none: `doctor` lists what an office may want to say again, now that it can.
 */
import { type Employment, LIST_NAMES, type ListName } from '../../career/Employment.js'
import { careerBegan, firstStart, type Service, spells } from '../../career/service.js'
import { addDays, addYears, daysBetween, earlier, firstDayOfYear, type LocalDate, lastDayOfYear, later } from '../../date/LocalDate.js'
import type { AppraisalKind } from '../../fact/values.js'
import { LAW } from '../../law/law.js'
import { met, metUnless, type Rule } from '../Rule.js'
import { eventsOf } from './service.js'

/** A period an appraisal covers, and the service of the person here. */
export interface PeriodFacts {
  readonly kind: AppraisalKind
  readonly acting: boolean
  readonly year: number
  readonly periodStart: LocalDate
  readonly periodEnd: LocalDate
  readonly service: Service
}

/** Days in service here within a year. */
const daysServed = (service: Service, year: number): number => {
  const [first, after] = [firstDayOfYear(year), addDays(lastDayOfYear(year), 1)]
  return spells(service).reduce((days, { from, until }) => {
    const begins = later(from, first)
    const ends = until === null ? after : earlier(until, after)
    return days + Math.max(0, daysBetween(begins, ends))
  }, 0)
}

/** An annual appraisal that covers less than the person served in its year is likely one of a quarter or a month. */
export const PERIOD_SHORTER_THAN_SERVICE: Rule<'PERIOD_SHORTER_THAN_SERVICE', PeriodFacts> = {
  code: 'PERIOD_SHORTER_THAN_SERVICE',
  basis: LAW.performance,
  mark: 'derived',
  text: {
    id: 'Periode penilaian tahunan lebih pendek daripada masa kerja tahun itu, mungkin triwulan atau bulanan',
    en: 'The period of an annual appraisal is shorter than the service of its year, so it may be of a quarter or a month',
  },
  judge: ({ kind, acting, year, periodStart, periodEnd, service }) =>
    kind !== 'tahunan' || acting ? met() : metUnless(daysBetween(periodStart, addDays(periodEnd, 1)) < daysServed(service, year)),
}

const OF_SERVICE: ReadonlySet<ListName> = new Set(['appointments', 'transfersIn', 'exits', 'others'])

/** The lists of facts that rest on a service. */
const RESTING: ReadonlyArray<ListName> = LIST_NAMES.filter((name) => !OF_SERVICE.has(name))

const someFact = (employment: Employment, holds: (on: LocalDate) => boolean): boolean =>
  RESTING.some((name) => employment[name].some(({ on }) => on !== null && holds(on)))

const firstOf = (dated: ReadonlyArray<{ readonly on: LocalDate | null }>): LocalDate | null =>
  dated.reduce<LocalDate | null>((first, { on }) => (on !== null && (first === null || on < first) ? on : first), null)

/** Years between the first grade and the first post that no office leaves out of its files by chance. */
const YEARS_ELSEWHERE = 2

/** Grades of long before the first post that is known here. */
const rankedElsewhere = ({ ranks, positions }: Employment): boolean => {
  const [ranked, posted] = [firstOf(ranks), firstOf(positions)]
  return ranked !== null && posted !== null && addYears(ranked, YEARS_ELSEWHERE) <= posted
}

/** Who has grades of long before the first post here, or facts of before the appointment, has likely come from elsewhere. */
export const LOOKS_LIKE_TRANSFER: Rule<'LOOKS_LIKE_TRANSFER', { readonly employment: Employment | null }> = {
  code: 'LOOKS_LIKE_TRANSFER',
  basis: LAW.careerOfPermanent,
  mark: 'derived',
  text: {
    id: 'Masa kerja tampak seperti mutasi masuk yang belum dicatat',
    en: 'The service looks like one that began by a transfer nobody recorded',
  },
  judge: ({ employment }) => {
    if (employment === null || employment.transfersIn.length > 0) return met()
    const start = firstStart(employment)
    return metUnless(rankedElsewhere(employment) || (start !== null && someFact(employment, (on) => on < start)))
  },
}

/** Exits after which people come back; who died or was pensioned off has facts that are wrong. */
const MAY_RETURN: ReadonlySet<string> = new Set(['mutasi_keluar', 'diberhentikan'])

/** An exit, and what is known of the person besides. */
export interface ExitFacts {
  readonly kind: string
  readonly on: LocalDate | null
  readonly employment: Employment | null
}

/** Who has facts of after an exit, and no service that began since, has likely come back. */
export const LOOKS_LIKE_RETURN: Rule<'LOOKS_LIKE_RETURN', ExitFacts> = {
  code: 'LOOKS_LIKE_RETURN',
  basis: LAW.careerOfPermanent,
  mark: 'derived',
  text: {
    id: 'Ada fakta setelah pemberhentian ini, tampak seperti kembali yang belum dicatat',
    en: 'Facts follow this exit, as if the person had come back and nobody recorded it',
  },
  judge: ({ kind, on, employment }) => {
    if (!MAY_RETURN.has(kind) || on === null || employment === null || careerBegan(employment) === null) return met()
    if (spells(employment).some(({ from }) => from >= on)) return met()
    return metUnless(
      someFact(employment, (each) => each >= on),
      ...eventsOf(employment.exits.filter((exit) => exit.on === on)),
    )
  },
}
