/** Retire: service in the agency ends; the person is no longer active from that day on. */
import { FACTS } from '../../fact/Fact.js'
import { claim, type FactRule } from '../Context.js'
import { command, dated } from '../defineCommand.js'
import { base, decideBy, noted } from '../draft.js'
import { mayLeave } from '../service.js'

const Retire = dated('Retire', FACTS.Retired.data)

export const RETIRED_RULES: ReadonlyArray<FactRule<'Retired'>> = mayLeave()

export const retire = command(Retire, (context, command, state) =>
  decideBy(RETIRED_RULES, claim(context, state, command.on, command.data), () => ({
    ...base(context, command.on),
    type: 'Retired',
    data: command.data,
    personal: null,
    ground: noted(context),
  })),
)
