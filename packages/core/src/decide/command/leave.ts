/** Leave: service in the agency ends otherwise than by retirement; the person is no longer active from that day on. */
import { FACTS } from '../../fact/Fact.js'
import { claim, type FactRule } from '../Context.js'
import { command, dated } from '../defineCommand.js'
import { base, decideBy, noted } from '../draft.js'
import { mayLeave } from '../service.js'

const Leave = dated('Leave', FACTS.Left.data)

export const LEFT_RULES: ReadonlyArray<FactRule<'Left'>> = mayLeave()

export const leave = command(Leave, (context, command, state) =>
  decideBy(LEFT_RULES, claim(context, state, command.on, command.data), () => ({
    ...base(context, command.on),
    type: 'Left',
    data: command.data,
    personal: null,
    ground: noted(context),
  })),
)
