/** PassExam: a service exam (*ujian dinas*) that was passed. */
import { effectiveOn } from '../../career/Employment.js'
import { FACTS } from '../../fact/Fact.js'
import { metUnless } from '../../rules/Rule.js'
import { rulesOfFact } from '../../rules/service/rulesOfFacts.js'
import { claim, type FactRule } from '../Context.js'
import { command, dated } from '../defineCommand.js'
import { base, decideBy, noted } from '../draft.js'
import { notErased, rule } from '../service.js'

const PassExam = dated('PassExam', FACTS.ExamPassed.data)

export const EXAM_PASSED_RULES: ReadonlyArray<FactRule<'ExamPassed'>> = [
  notErased(),
  ...rulesOfFact('ExamPassed').must,
  rule('DUPLICATE_EXAM', ({ employment, on, data }) => {
    const same = effectiveOn(employment?.exams ?? [], on).filter((held) => held.data.level === data.level)
    return metUnless(same.length > 0, ...same.map(({ by }) => by))
  }),
]

export const passExam = command(PassExam, (context, command, state) =>
  decideBy(EXAM_PASSED_RULES, claim(context, state, command.on, command.data), () => ({
    ...base(context, command.on),
    type: 'ExamPassed',
    data: command.data,
    personal: null,
    ground: noted(context),
  })),
)
