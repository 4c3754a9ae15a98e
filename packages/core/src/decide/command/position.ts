/** Position: a post, definitive or acting, with its TMT: promotion, transfer or demotion. */

import { effectiveOn } from '../../career/Employment.js'
import { positionOn } from '../../career/position.js'
import { dataAsSaid } from '../../fact/defaults.js'
import { met, metUnless } from '../../rules/Rule.js'
import { rulesOfFact } from '../../rules/service/rulesOfFacts.js'
import { claim, type FactRule } from '../Context.js'
import { command, dated } from '../defineCommand.js'
import { base, decideBy, taken } from '../draft.js'
import { DECISION_RULES } from '../ground.js'
import { notErased, rule } from '../service.js'

const Position = dated('Position', dataAsSaid('Positioned'))

export const POSITIONED_RULES: ReadonlyArray<FactRule<'Positioned'>> = [
  notErased(),
  ...rulesOfFact('Positioned').must,
  rule('DUPLICATE_POSITION', ({ employment, on, data }) => {
    const same = effectiveOn(employment?.positions ?? [], on).filter((held) => held.data.positionId === data.positionId)
    return metUnless(same.length > 0, ...same.map(({ by }) => by))
  }),
  rule('POSITION_UNCHANGED', ({ employment, on, data }) => {
    const held = employment === null || on === null || data.assignment !== 'D' ? null : positionOn(employment, on)
    if (held === null) return met()
    const same = held.data.positionId === data.positionId && held.data.unitId === data.unitId && held.data.level === data.level
    return metUnless(same, held.by)
  }),
]

const POSITION_RULES: ReadonlyArray<FactRule<'Positioned'>> = [...POSITIONED_RULES, ...DECISION_RULES]

export const position = command(Position, (context, command, state) =>
  decideBy(POSITION_RULES, claim(context, state, command.on, command.data), (outcomes) => ({
    ...base(context, command.on),
    type: 'Positioned',
    data: command.data,
    personal: null,
    ground: taken(context, state, outcomes),
  })),
)
