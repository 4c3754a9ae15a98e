/** Mentor: one session of a pair; stands in the mentee's career. */
import * as t from 'io-ts'
import { effectiveOn } from '../../career/Employment.js'
import { LocalDate } from '../../date/LocalDate.js'
import { dataAsSaid } from '../../fact/defaults.js'
import { FACTS } from '../../fact/Fact.js'
import { metUnless } from '../../rules/Rule.js'
import { rulesOfFact } from '../../rules/service/rulesOfFacts.js'
import { claim, type FactRule } from '../Context.js'
import { command } from '../defineCommand.js'
import { base, decideBy, noted } from '../draft.js'
import { notErased, rule } from '../service.js'

const Mentor = t.strict({ type: t.literal('Mentor'), on: LocalDate, data: dataAsSaid('Mentored'), personal: FACTS.Mentored.personal })

/** Facts used of the mentor's career are named by event id; the verdict of a decision would name its revision. */
export const MENTORED_RULES: ReadonlyArray<FactRule<'Mentored'>> = [
  notErased(),
  ...rulesOfFact('Mentored').must,
  rule('NOT_YET', ({ context, on }) => metUnless(on !== null && on > context.today)),
  rule('DUPLICATE_SESSION', ({ employment, on, data }) => {
    const same = effectiveOn(employment?.sessions ?? [], on).filter(
      (held) => held.data.pair === data.pair && held.data.session === data.session,
    )
    return metUnless(same.length > 0, ...same.map(({ by }) => by))
  }),
]

export const mentor = command(Mentor, (context, command, state) =>
  decideBy(MENTORED_RULES, claim(context, state, command.on, command.data), () => ({
    ...base(context, command.on),
    type: 'Mentored',
    data: command.data,
    personal: command.personal,
    ground: noted(context),
  })),
)
