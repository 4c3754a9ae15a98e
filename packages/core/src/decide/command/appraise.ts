/** Appraise: the superior's judgement of a period; the predicate follows from the matrix (PermenPANRB 6/2022). */
import * as t from 'io-ts'
import { LocalDate, lastDayOfYear } from '../../date/LocalDate.js'
import { asSaid } from '../../fact/defaults.js'
import { type DataOf, FACTS } from '../../fact/Fact.js'
import { AppraisalKind, Expectation, nullable, Year } from '../../fact/values.js'
import { CareerId } from '../../identity/ids.js'
import { policyOn } from '../../policy/inForce.js'
import { predicateOf } from '../../policy/performancePredicate.js'
import { metUnless } from '../../rules/Rule.js'
import { CAREER_RULES, rulesOfFact } from '../../rules/service/rulesOfFacts.js'
import { claim, type FactRule } from '../Context.js'
import { command } from '../defineCommand.js'
import { base, decideBy, taken } from '../draft.js'
import { DECISION_RULES } from '../ground.js'
import { notErased, rule } from '../service.js'

/**
 * As the appraiser gives it; the predicate is not given but follows. An official without
 * a number of their own, such as the mayor, is `null` and named in the personal part.
 */
const Appraise = t.intersection([
  t.strict({
    type: t.literal('Appraise'),
    data: asSaid(
      'Appraised',
      t.strict({
        year: Year,
        periodStart: LocalDate,
        periodEnd: LocalDate,
        result: Expectation,
        behaviour: Expectation,
        appraiser: nullable(CareerId),
        appraisedOn: LocalDate,
        acting: t.boolean,
        kind: AppraisalKind,
      }),
    ),
  }),
  t.exact(t.partial({ personal: FACTS.Appraised.personal })),
])

const [ofService, ofAppraisal] = [CAREER_RULES, rulesOfFact('Appraised').must.slice(CAREER_RULES.length)]

/** In the order in which verdicts list them. */
export const APPRAISED_RULES: ReadonlyArray<FactRule<'Appraised'>> = [
  notErased(),
  ...ofService,
  rule('NOT_YET', ({ context, data }) => metUnless(data.appraisedOn > context.today)),
  ...ofAppraisal,
  rule('DUPLICATE_APPRAISAL', ({ employment, data }) => {
    const same =
      employment?.appraisals.filter(
        (held) => held.data.kind === data.kind && held.data.periodStart === data.periodStart && held.data.acting === data.acting,
      ) ?? []
    return metUnless(same.length > 0, ...same.map(({ by }) => by))
  }),
]

/** An appraisal is effective on the last day of its period. */
export const appraisedOn = (data: { readonly periodEnd: LocalDate }): LocalDate => data.periodEnd

const APPRAISE_RULES: ReadonlyArray<FactRule<'Appraised'>> = [...APPRAISED_RULES, ...DECISION_RULES]

export const appraise = command(Appraise, (context, command, state) => {
  const { result, behaviour, year } = command.data
  const { parameters } = policyOn(context.catalogue, 'performance-predicate', lastDayOfYear(year))
  const data: DataOf<'Appraised'> = {
    ...command.data,
    predicate: predicateOf(result, behaviour, parameters),
    sourcePredicate: null,
  }
  const on = appraisedOn(data)
  return decideBy(APPRAISE_RULES, claim(context, state, on, data), (outcomes) => ({
    ...base(context, on),
    type: 'Appraised',
    data,
    personal: command.personal ?? null,
    ground: taken(context, state, outcomes, command.data.appraiser === null ? [] : [command.data.appraiser]),
  }))
})
