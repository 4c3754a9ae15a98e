/** Of an appraisal: who appraised, which period, and what the matrix says. */
import { type LocalDate, yearOf } from '../../date/LocalDate.js'
import type { Expectation, Predicate } from '../../fact/values.js'
import { LAW } from '../../law/law.js'
import { type PredicateParameters, predicateOf } from '../../policy/performancePredicate.js'
import { met, metUnless, notMet, type Rule, unknown } from '../Rule.js'
import type { ServiceOf } from './mentoring.js'
import { eventsOf } from './service.js'

/** Nobody appraises oneself. */
export const SELF_APPRAISAL: Rule<'SELF_APPRAISAL', { readonly appraiser: string | null; readonly appraised: string | null }> = {
  code: 'SELF_APPRAISAL',
  basis: LAW.appraisal,
  mark: 'verified',
  text: { id: 'Penilai dan yang dinilai orang yang sama', en: 'The appraiser and the appraised are one person' },
  judge: ({ appraiser, appraised }) => metUnless(appraiser !== null && appraiser === appraised),
}

/** Met where an official without a number appraised. */
export const APPRAISER_UNKNOWN: Rule<'APPRAISER_UNKNOWN', { readonly appraiser: string | null; readonly appraiserService: ServiceOf }> = {
  code: 'APPRAISER_UNKNOWN',
  basis: LAW.appraisal,
  mark: 'verified',
  text: { id: 'Penilai tidak dikenal di instansi ini', en: 'The appraiser is not known in this agency' },
  judge: ({ appraiser, appraiserService }) => {
    if (appraiser === null) return met()
    if (appraiserService === undefined) return unknown(appraiser)
    const [appointment] = appraiserService?.appointments ?? []
    return appointment === undefined ? notMet() : met(...eventsOf([appointment]))
  },
}

/** A period begins and ends in the year it is appraised for. */
export const PERIOD_OUTSIDE_YEAR: Rule<
  'PERIOD_OUTSIDE_YEAR',
  { readonly year: number; readonly periodStart: LocalDate; readonly periodEnd: LocalDate }
> = {
  code: 'PERIOD_OUTSIDE_YEAR',
  basis: LAW.performance,
  mark: 'verified',
  text: { id: 'Periode tidak seluruhnya dalam tahun penilaian', en: 'The period does not lie in the year of the appraisal' },
  judge: ({ year, periodStart, periodEnd }) => metUnless(yearOf(periodStart) !== year || yearOf(periodEnd) !== year),
}

/** Nobody is appraised for a period before it is over. */
export const APPRAISED_EARLY: Rule<'APPRAISED_EARLY', { readonly appraisedOn: LocalDate | null; readonly periodEnd: LocalDate | null }> = {
  code: 'APPRAISED_EARLY',
  basis: LAW.performance,
  mark: 'derived',
  text: { id: 'Dinilai sebelum periode berakhir', en: 'Appraised before the period ended' },
  judge: ({ appraisedOn, periodEnd }) => metUnless(appraisedOn !== null && periodEnd !== null && appraisedOn < periodEnd),
}

/** Result and behaviour, what the source says they come to (`null`: nothing), and the matrix in force in the year. */
export interface PredicateFacts {
  readonly result: Expectation
  readonly behaviour: Expectation
  readonly said: Predicate | null
  readonly matrix: PredicateParameters
}

/** The matrix wins; what the source said is kept beside it. */
export const PREDICATE_DIFFERS: Rule<'PREDICATE_DIFFERS', PredicateFacts> = {
  code: 'PREDICATE_DIFFERS',
  basis: LAW.performance,
  mark: 'verified',
  text: {
    id: 'Predikat berbeda dari matriks hasil kerja dan perilaku kerja',
    en: 'The predicate differs from the matrix of result and behaviour',
  },
  judge: ({ result, behaviour, said, matrix }) => metUnless(said !== null && said !== predicateOf(result, behaviour, matrix)),
}
