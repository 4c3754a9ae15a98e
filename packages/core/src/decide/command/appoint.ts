/** Appoint: a person enters the agency (TMT CPNS, or start of the first agreement). */
import * as t from 'io-ts'
import { LocalDate } from '../../date/LocalDate.js'
import { dataAsSaid } from '../../fact/defaults.js'
import { FACTS } from '../../fact/Fact.js'
import { metUnless } from '../../rules/Rule.js'
import { claim, type FactRule } from '../Context.js'
import { command } from '../defineCommand.js'
import { base, decideBy, noted } from '../draft.js'
import { mayEnter, rule } from '../service.js'

const Appoint = t.strict({ type: t.literal('Appoint'), on: LocalDate, data: dataAsSaid('Appointed'), personal: FACTS.Appointed.personal })

export const APPOINTED_RULES: ReadonlyArray<FactRule<'Appointed'>> = mayEnter()

export const appoint = command(Appoint, (context, command, state) => {
  const rules = [
    ...APPOINTED_RULES,
    rule<'Appointed'>('BEFORE_BIRTH', ({ on }) => metUnless(on !== null && on <= command.personal.birthDate)),
  ]
  return decideBy(rules, claim(context, state, command.on, command.data), () => ({
    ...base(context, command.on),
    type: 'Appointed',
    data: command.data,
    personal: command.personal,
    ground: noted(context),
  }))
})
