/**
 * What any fact must meet, whether it is said by a command or put in the place of
 * another by a correction. Facts that no command makes yet are judged by service
 * and dates alone.
 */
import * as E from 'fp-ts/lib/Either.js'
import * as NEA from 'fp-ts/lib/NonEmptyArray.js'
import { cohortEnd } from '../catalogue/Catalogue.js'
import type { LocalDate } from '../date/LocalDate.js'
import type { RuleOutcome } from '../event/Ground.js'
import { type DataOf, FACTS, type Fact, type FactType, type WholeFact } from '../fact/Fact.js'
import { kindOf } from '../identity/streams.js'
import { applyRules, metUnless } from '../rules/Rule.js'
import { RULES_OF_FACTS } from '../rules/service/rulesOfFacts.js'
import { ADOPTED_RULES } from './adoptPolicy.js'
import { APPOINTED_RULES } from './appoint.js'
import { APPRAISED_RULES, appraisedOn } from './appraise.js'
import { ABSENT_RULES, ATTENDED_RULES } from './attend.js'
import { type Claim, type Context, claim, type FactRule, type State } from './Context.js'
import { ENROLLED_RULES } from './enrol.js'
import { MENTORED_RULES } from './mentor.js'
import { POSITIONED_RULES } from './position.js'
import { PROMOTED_RULES } from './promote.js'
import type { Rejection } from './Rejection.js'
import { RATED_RULES } from './rate.js'
import { LEFT_RULES, RETIRED_RULES } from './retire.js'
import { SANCTIONED_RULES } from './sanction.js'
import { notErased, rule } from './service.js'
import { WITHDREW_RULES } from './withdraw.js'

const inItsStream = <K extends FactType>(type: K): FactRule<K> =>
  rule('WRONG_STREAM', ({ context }) => metUnless(type === 'PersonErased' || FACTS[type].home !== kindOf(context.stream)))

const dated = <K extends FactType>(type: K): FactRule<K> =>
  rule('DATE_REQUIRED', ({ on }) => metUnless(FACTS[type].dating === 'own' && type !== 'PolicyAdopted' && on === null))

/** What a fact that no command makes must meet. */
const ofService = <K extends FactType>(type: K): ReadonlyArray<FactRule<K>> => [notErased(), ...RULES_OF_FACTS[type].must]

/** The date a fact bears as an event: some bring it in their data, those of a cohort have none of their own. */
export const ownDate = (fact: Fact | WholeFact, on: LocalDate | null): LocalDate | null => {
  if (fact.type === 'Appraised') return appraisedOn(fact.data)
  if (fact.type === 'PolicyAdopted') return fact.data.from
  return FACTS[fact.type].dating === 'own' ? on : null
}

/** Judges a fact against a state that does not hold it, effective on the given day where it has a date of its own. */
export const judge = (
  context: Context,
  state: State,
  on: LocalDate | null,
  fact: Fact | WholeFact,
): E.Either<NEA.NonEmptyArray<Rejection>, ReadonlyArray<RuleOutcome>> => {
  const day = ownDate(fact, on)
  const by = <K extends FactType>(type: K, data: DataOf<K>, rules: ReadonlyArray<FactRule<K>>, date: LocalDate | null = day) =>
    applyRules<Rejection['code'], Claim<K>>([inItsStream(type), dated(type), ...rules], claim(context, state, date, data))
  const end = (data: { readonly cohort: DataOf<'Attended'>['cohort'] }) => cohortEnd(context.catalogue, data.cohort)
  switch (fact.type) {
    case 'Appointed':
      return by('Appointed', fact.data, APPOINTED_RULES)
    case 'Enrolled':
      return by('Enrolled', fact.data, ENROLLED_RULES)
    case 'Withdrew':
      return by('Withdrew', fact.data, WITHDREW_RULES, end(fact.data))
    case 'Attended':
      return by('Attended', fact.data, ATTENDED_RULES, end(fact.data))
    case 'Absent':
      return by('Absent', fact.data, ABSENT_RULES, end(fact.data))
    case 'Rated':
      return by('Rated', fact.data, RATED_RULES, end(fact.data))
    case 'Mentored':
      return by('Mentored', fact.data, MENTORED_RULES)
    case 'Appraised':
      return by('Appraised', fact.data, APPRAISED_RULES)
    case 'Promoted':
      return by('Promoted', fact.data, PROMOTED_RULES)
    case 'Positioned':
      return by('Positioned', fact.data, POSITIONED_RULES)
    case 'Sanctioned':
      return by('Sanctioned', fact.data, SANCTIONED_RULES)
    case 'Retired':
      return by('Retired', fact.data, RETIRED_RULES)
    case 'Left':
      return by('Left', fact.data, LEFT_RULES)
    case 'CompetenceAssessed':
      return by('CompetenceAssessed', fact.data, ofService('CompetenceAssessed'))
    case 'Nominated':
      return by('Nominated', fact.data, ofService('Nominated'))
    case 'StudyTimeAnswered':
      return by('StudyTimeAnswered', fact.data, ofService('StudyTimeAnswered'))
    case 'NumberChanged':
      return by('NumberChanged', fact.data, ofService('NumberChanged'))
    case 'PersonErased':
      return by('PersonErased', fact.data, ofService('PersonErased'))
    case 'PolicyAdopted':
      return by('PolicyAdopted', fact.data, ADOPTED_RULES)
    case 'CohortScheduled':
      return by('CohortScheduled', fact.data, RULES_OF_FACTS.CohortScheduled.must)
    default:
      return by(fact.type, fact.data, [])
  }
}

type Judged = E.Either<NEA.NonEmptyArray<Rejection>, ReadonlyArray<RuleOutcome>>

/** The outcomes of both answers, or the rejections of both, each code once. */
export const both = (a: Judged, b: Judged): Judged => {
  if (E.isRight(a)) return E.isRight(b) ? E.right([...a.right, ...b.right]) : b
  if (E.isRight(b)) return a
  const codes = new Set(a.left.map(({ code }) => code))
  return E.left(NEA.concat(b.left.filter(({ code }) => !codes.has(code)))(a.left))
}
