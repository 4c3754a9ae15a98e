/** Rules of extensions: of service, for their own facts, and of eligibility, in a policy that the agency adopted. */
import * as E from 'fp-ts/lib/Either.js'
import * as O from 'fp-ts/lib/Option.js'
import type { LocalDate } from '../date/LocalDate.js'
import type { DataOf } from '../fact/Fact.js'
import type { RankedFacts, RankFacts } from '../rules/eligibility/RankFacts.js'
import type { RankPromotionCode } from '../rules/eligibility/rankPromotion.js'
import { type Finding, met, type Rule, type RuleMeaning } from '../rules/Rule.js'
import type { ServiceOn } from '../rules/service/service.js'
import type { ExtensionFact } from './defineFact.js'
import type { ExtensionPolicy } from './definePolicy.js'
import { nameFaults, type OwnName } from './names.js'

/** A fact of an extension as its rules of service are asked of it: what it says, from when, and the service of the person. */
export interface OwnFactInService<D> extends ServiceOn {
  readonly data: D
}

/** What an extension says of a rule of service. */
export interface ServiceRuleParts<D, P> extends RuleMeaning {
  readonly code: OwnName
  readonly of: ExtensionFact<D, P>
  readonly policy?: undefined
  /** Whether the import rejects a row that breaks it, or warns; doctor lists breaches either way. */
  readonly verdict: 'rejected' | 'warned'
  readonly judge: (facts: OwnFactInService<D>) => Finding
}

/** A rule of service of an extension, asked of facts as they are stored. */
export interface ExtensionServiceRule extends Rule<OwnName, ServiceOn & { readonly data: DataOf<'Other'> }> {
  readonly kind: 'service'
  /** Type of the facts it is asked of. */
  readonly of: string
  readonly verdict: 'rejected' | 'warned'
}

/** What an extension says of a rule of eligibility. */
export interface EligibilityRuleParts<P> extends RuleMeaning {
  readonly code: OwnName
  /** It is asked where the agency adopted this policy and it is in force on the day. */
  readonly policy: ExtensionPolicy<P>
  readonly of?: undefined
  /** The rule of promotion in rank whose place it takes; `null` where it is asked besides them all. */
  readonly inPlaceOf: RankPromotionCode | null
  /** Types of facts it reads besides those that promotion reads anyway. */
  readonly reads: ReadonlyArray<{ readonly type: string }>
  readonly judge: (facts: RankedFacts, parameters: P) => Finding
}

/** A rule of eligibility of an extension. */
export interface ExtensionEligibilityRule extends RuleMeaning {
  readonly kind: 'eligibility'
  readonly code: OwnName
  readonly policy: string
  readonly inPlaceOf: RankPromotionCode | null
  readonly reads: ReadonlyArray<string>
  /** The rule where its policy is in force. */
  readonly inForce: (adopted: Pick<RankFacts, 'catalogue'>, day: LocalDate) => O.Option<Rule<OwnName, RankedFacts>>
}

/** A rule of an extension of either kind. */
export type ExtensionRule = ExtensionServiceRule | ExtensionEligibilityRule

const serviceRule = <D, P>({ of, policy: _, judge, ...meaning }: ServiceRuleParts<D, P>): ExtensionServiceRule => ({
  ...meaning,
  kind: 'service',
  of: of.type,
  // What cannot be read breaks no rule: it is unknown.
  judge: ({ data, ...service }) => {
    const read = of.read(data)
    return E.isLeft(read) ? met() : judge({ ...service, data: read.right })
  },
})

const eligibilityRule = <P>({ policy, of: _, reads, judge, ...meaning }: EligibilityRuleParts<P>): ExtensionEligibilityRule => ({
  ...meaning,
  kind: 'eligibility',
  policy: policy.name,
  reads: reads.map(({ type }) => type),
  inForce: ({ catalogue }, day) =>
    O.map(
      ({ parameters }: { readonly parameters: P }): Rule<OwnName, RankedFacts> => ({
        ...meaning,
        judge: (facts) => judge(facts, parameters),
      }),
    )(policy.inForce(catalogue, day)),
})

/**
 * Defines a rule of an extension. One `of` a fact of its own is a rule of service: the import
 * rejects or warns by it, and doctor lists by it what is in. One of a `policy` of its
 * own is a rule of promotion in rank, where an agency adopted that policy.
 *
 * @example
 * const joined = defineFact({ type: 'clubs.Joined', schema: 1, data: exactly('a club', { hours: whole(0, 99) }), personal: null, dating: 'own', title: { id: 'Klub', en: 'Club' } })
 * const rule = defineRule({
 *   code: 'clubs.NO_HOURS',
 *   of: joined,
 *   basis: null,
 *   mark: null,
 *   text: { id: 'Tanpa jam', en: 'No hours' },
 *   verdict: 'warned',
 *   judge: ({ data }) => metUnless(data.hours === 0),
 * })
 * const facts = { on: null, appointments: [], transfersIn: [], exits: [], data: joined.fact({ hours: 0 }, null).data }
 * rule.kind === 'service' && rule.judge(facts).outcome // => 'notMet'
 */
export const defineRule = <D, P, Q>(parts: ServiceRuleParts<D, P> | EligibilityRuleParts<Q>): ExtensionRule =>
  parts.of === undefined ? eligibilityRule(parts) : serviceRule(parts)

/**
 * The rules of promotion in rank of a person on a day: these, but for those whose place
 * a rule of an extension takes, and those of extensions whose policy is in force.
 *
 * @example
 * const at = day('2026-04-01')
 * const standing = standingOn(sampleEmployment, at)
 * const facts = {
 *   employment: sampleEmployment,
 *   day: at,
 *   catalogue: sampleCatalogue,
 *   rankPromotion: policyOn(sampleCatalogue, 'rank-promotion', at).parameters,
 *   creditPoints: policyOn(sampleCatalogue, 'credit-points', at).parameters,
 * }
 * standing === null ? 0 : withOwnRules(RANK_PROMOTION_RULES, [], { ...facts, standing }).length // => RANK_PROMOTION_RULES.length
 */
export const withOwnRules = <Code extends string>(
  rules: ReadonlyArray<Rule<Code, RankedFacts>>,
  extra: ReadonlyArray<ExtensionEligibilityRule>,
  facts: RankFacts,
): ReadonlyArray<Rule<Code | OwnName, RankedFacts>> => {
  if (extra.length === 0) return rules
  const own = extra.flatMap((each) => {
    const rule = each.inForce(facts, facts.day)
    return O.isSome(rule) ? [{ rule: rule.value, inPlaceOf: each.inPlaceOf }] : []
  })
  const taken = new Set<string | null>(own.map(({ inPlaceOf }) => inPlaceOf))
  return [...rules.filter(({ code }) => !taken.has(code)), ...own.map(({ rule }) => rule)]
}

/**
 * What is wrong with a rule of an extension, each fault in one line; none where all is well.
 *
 * @param known what the extension defines: types of its facts, names of its policies
 *
 * @example
 * ruleFaults('clubs', new Set(), { kind: 'service', code: 'clubs.NO_HOURS', of: 'clubs.Joined' }) // => ['the rule clubs.NO_HOURS is of clubs.Joined, which this extension does not define']
 */
export const ruleFaults = (
  extension: string,
  known: ReadonlySet<string>,
  rule: Pick<ExtensionServiceRule, 'kind' | 'code' | 'of'> | Pick<ExtensionEligibilityRule, 'kind' | 'code' | 'policy' | 'reads'>,
): ReadonlyArray<string> => [
  ...nameFaults(extension, 'rule', rule.code),
  ...(rule.kind === 'service' ? [rule.of] : [rule.policy, ...rule.reads.filter((type) => type.includes('.'))])
    .filter((name) => !known.has(name))
    .map((name) => `the rule ${rule.code} is of ${name}, which this extension does not define`),
]
