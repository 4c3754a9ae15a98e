/**
 * AdoptPolicy: an agency takes a version of a policy into force from a day on. The
 * adoption carries all parameters of the version, so that it is never lost; a
 * version once shipped or adopted is never edited.
 */
import * as t from 'io-ts'
import { LocalDate } from '../../date/LocalDate.js'
import type { DataOf } from '../../fact/Fact.js'
import * as History from '../../history/History.js'
import { faultsOf } from '../../policy/codecs.js'
import { isPolicyName, wholeParameters } from '../../policy/policies.js'
import { type Policies, shippedIn, wholeIn } from '../../policy/policiesWith.js'
import { type Finding, met, metUnless, notMet } from '../../rules/Rule.js'
import { claim, type FactRule } from '../Context.js'
import { command } from '../defineCommand.js'
import { base, decideBy, taken } from '../draft.js'
import { DECISION_RULES } from '../ground.js'
import { same } from '../same.js'
import { rule } from '../service.js'

/** `version`: a name that no other content has in this agency; `from`: first day on which it holds; `parameters`: each with value, article and mark. */
const AdoptPolicy = t.strict({
  type: t.literal('AdoptPolicy'),
  policy: t.string,
  version: t.string,
  from: LocalDate,
  parameters: t.UnknownRecord,
})

type Adopted = DataOf<'PolicyAdopted'>

/** Parameters as they are read: a version written before its policy gained a parameter is the same as one that says the value it is read with. */
const whole = ({ policy, parameters }: Pick<Adopted, 'policy' | 'parameters'>): Adopted['parameters'] =>
  isPolicyName(policy) && parameters !== null ? wholeParameters(policy, parameters) : parameters

const asRead = (data: Adopted): Adopted => ({ ...data, parameters: whole(data) })

/** Whether one of the entries says other parameters of the same version; versions the program ships have rules of their own. */
export const otherContent = (entries: Iterable<History.Entry>, { policy, version, parameters }: Adopted): Finding => {
  for (const { id, says } of entries) {
    if (says.kind === 'annulled' || says.fact.type !== 'PolicyAdopted') continue
    const { data } = says.fact
    if (data.parameters === null) continue
    if (data.policy === policy && data.version === version && !same(whole(data), whole({ policy, parameters }))) return notMet(id)
  }
  return met()
}

const fits = (policies: Policies, { policy, parameters }: Adopted): Finding => {
  const known = policies.get(policy)
  if (known === undefined || parameters === null) return met()
  const faults = faultsOf(known.parameters, wholeIn(known, parameters), 'parameters')
  return faults.length === 0 ? met() : { ...notMet(), missing: faults }
}

export const ADOPTED_RULES: ReadonlyArray<FactRule<'PolicyAdopted'>> = [
  rule('UNKNOWN_POLICY', ({ context, data }) => metUnless(!context.policies.has(data.policy))),
  rule('BAD_PARAMETERS', ({ context, data }) => fits(context.policies, data)),
  rule('BAD_VERSION', ({ data }) => metUnless(!/^[a-z0-9][a-z0-9.-]{0,39}$/.test(data.version))),
  rule('VERSION_SHIPPED', ({ context: { policies }, data }) =>
    metUnless(data.parameters !== null && shippedIn(policies, data.policy, data.version) !== null),
  ),
  rule('VERSION_EXISTS', ({ state, data }) => otherContent(state.values(), data)),
  rule('ALREADY_ADOPTED', ({ state, data }) => {
    for (const { fact, root } of History.holding(state))
      if (fact.type === 'PolicyAdopted' && fact.data.from === data.from && same(asRead(fact.data), asRead(data))) return notMet(root)
    return met()
  }),
]

/** @param state the history of the agency's stream */
export const adoptPolicy = command(AdoptPolicy, (context, command, state) => {
  const { policy, version, from, parameters } = command
  const data: Adopted = { policy, version, from, parameters }
  const inItsStream = rule<'PolicyAdopted'>('WRONG_STREAM', () => metUnless(!context.stream.startsWith('agency-')))
  return decideBy([inItsStream, ...ADOPTED_RULES, ...DECISION_RULES], claim(context, state, from, data), (outcomes) => ({
    ...base(context, from),
    type: 'PolicyAdopted',
    data,
    personal: null,
    ground: taken(context, state, outcomes),
  }))
})
