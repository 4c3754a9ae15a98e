/** AttainEducation: a diploma, from the day on which it counts in service. */
import { effectiveOn } from '../../career/Employment.js'
import { FACTS } from '../../fact/Fact.js'
import { metUnless } from '../../rules/Rule.js'
import { rulesOfFact } from '../../rules/service/rulesOfFacts.js'
import { claim, type FactRule } from '../Context.js'
import { command, dated } from '../defineCommand.js'
import { base, decideBy, noted } from '../draft.js'
import { notErased, rule } from '../service.js'

const AttainEducation = dated('AttainEducation', FACTS.EducationAttained.data)

export const EDUCATION_ATTAINED_RULES: ReadonlyArray<FactRule<'EducationAttained'>> = [
  notErased(),
  ...rulesOfFact('EducationAttained').must,
  rule('DUPLICATE_EDUCATION', ({ employment, on, data }) => {
    const same = effectiveOn(employment?.educations ?? [], on).filter((held) => held.data.level === data.level)
    return metUnless(same.length > 0, ...same.map(({ by }) => by))
  }),
]

export const attainEducation = command(AttainEducation, (context, command, state) =>
  decideBy(EDUCATION_ATTAINED_RULES, claim(context, state, command.on, command.data), () => ({
    ...base(context, command.on),
    type: 'EducationAttained',
    data: command.data,
    personal: null,
    ground: noted(context),
  })),
)
