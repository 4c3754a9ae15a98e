/** TransferIn: a person comes into the agency from another; what the career held before is kept. */
import { effectiveOn } from '../../career/Employment.js'
import { FACTS } from '../../fact/Fact.js'
import { metUnless } from '../../rules/Rule.js'
import { rulesOfFact } from '../../rules/service/rulesOfFacts.js'
import { claim, type FactRule } from '../Context.js'
import { command, dated } from '../defineCommand.js'
import { base, decideBy, noted } from '../draft.js'
import { notErased, rule } from '../service.js'

const TransferIn = dated('TransferIn', FACTS.TransferredIn.data)

export const TRANSFERRED_IN_RULES: ReadonlyArray<FactRule<'TransferredIn'>> = [
  notErased(),
  ...rulesOfFact('TransferredIn').must,
  rule('DUPLICATE_TRANSFER', ({ employment, on }) => {
    const same = effectiveOn(employment?.transfersIn ?? [], on)
    return metUnless(same.length > 0, ...same.map(({ by }) => by))
  }),
]

export const transferIn = command(TransferIn, (context, command, state) =>
  decideBy(TRANSFERRED_IN_RULES, claim(context, state, command.on, command.data), () => ({
    ...base(context, command.on),
    type: 'TransferredIn',
    data: command.data,
    personal: null,
    ground: noted(context),
  })),
)
