/**
 * What a decision rested on, as it is stored. In the first form of the envelope a
 * verdict names one policy and spells each rule out; in the second it names several,
 * refers to a list of rule names where there is one (`RULE_LISTS`), with one letter a
 * rule, and names each fact once, however many rules used it.
 */
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as O from 'fp-ts/lib/Option.js'
import * as RA from 'fp-ts/lib/ReadonlyArray.js'
import * as t from 'io-ts'
import { Count, Positive } from '../fact/values.js'
import { EventId, LogPosition, StreamName } from '../identity/ids.js'
import type { PolicyVersion } from '../policy/Parameter.js'
import { RULE_LISTS, type RuleLists } from '../policy/ruleLists.js'

/** What a rule said: met, not met, or unknown for want of a fact. */
const Outcome = t.keyof({ met: null, notMet: null, unknown: null })
type Outcome = t.TypeOf<typeof Outcome>

/** A rule's answer within a verdict: the facts it used, by event id. */
export const RuleOutcome = t.readonly(t.strict({ rule: t.string, outcome: Outcome, facts: t.readonlyArray(EventId) }), 'RuleOutcome')
export type RuleOutcome = t.TypeOf<typeof RuleOutcome>

const Read = t.readonlyArray(t.readonly(t.strict({ stream: StreamName, revision: Count })))

/** Of the first form: rule by rule, the policy version, and the revisions and position read. */
export const Verdict = t.readonly(
  t.strict({
    policy: t.readonly(t.strict({ name: t.string, version: t.string })),
    rules: t.readonlyArray(RuleOutcome),
    read: Read,
    cataloguePosition: LogPosition,
  }),
  'Verdict',
)
export type Verdict = t.TypeOf<typeof Verdict>

const LETTERS: Readonly<Record<Outcome, string>> = { met: 'm', notMet: 'n', unknown: 'u' }
const OUTCOMES: ReadonlyMap<string, Outcome> = new Map(
  Object.entries(LETTERS).flatMap(([name, letter]) => (Outcome.is(name) ? [[letter, name]] : [])),
)
/** Stands for a rule of the list that was not asked. */
const NOT_ASKED = '-'

const Letters = t.refinement(t.string, (text) => /^[mnu-]*$/.test(text), 'one of m, n, u and - a rule')

/** The rules of a policy version by their place in a list; `uses`: of each, the places of its facts in `facts` of the verdict. */
const ByList = t.readonly(
  t.strict({
    name: t.string,
    version: t.string,
    /** Which list of the policy, from 1. */
    list: Positive,
    outcomes: Letters,
    uses: t.readonlyArray(t.readonlyArray(Count)),
  }),
  'rules by their list',
)
/** The rules of a policy of which no list names them all. */
const Spelled = t.readonly(t.strict({ name: t.string, version: t.string, rules: t.readonlyArray(RuleOutcome) }), 'rules spelled out')

const Parts = t.strict({
  facts: t.readonlyArray(EventId),
  policies: t.readonlyArray(t.union([ByList, Spelled])),
  /** Rules of no policy. */
  rules: t.readonlyArray(RuleOutcome),
  read: Read,
  cataloguePosition: LogPosition,
})

/** Of the second form: several policies, by reference. */
export const PoliciesVerdict = t.readonly(
  t.refinement(
    Parts,
    ({ facts, policies }) =>
      policies.every(
        (each) =>
          !('list' in each) ||
          (each.uses.length === each.outcomes.length && each.uses.every((uses) => uses.every((at) => at < facts.length))),
      ),
    'a verdict whose uses are as many as its outcomes, each of a fact it names',
  ),
  'PoliciesVerdict',
)
export type PoliciesVerdict = t.TypeOf<typeof PoliciesVerdict>

/** The rules that were asked under a policy version, in the order in which they were. */
export interface RulesOfPolicy extends PolicyVersion {
  readonly rules: ReadonlyArray<RuleOutcome>
}

/** A verdict as it is read, whatever its form: every rule by its name. */
export interface VerdictRead {
  readonly policies: ReadonlyArray<RulesOfPolicy>
  /** Rules of no policy. */
  readonly rules: ReadonlyArray<RuleOutcome>
  readonly read: Verdict['read']
  readonly cataloguePosition: LogPosition
}

/** Places of rules in a list; `null` where it lacks one or has them in another order. */
const placesIn = (list: ReadonlyArray<string>, rules: ReadonlyArray<RuleOutcome>): ReadonlyArray<number> | null => {
  const places = rules.map(({ rule }) => list.indexOf(rule))
  return places.every((place, i) => place > (places[i - 1] ?? -1)) ? places : null
}

const byList = (
  lists: RuleLists,
  { policy, version, rules }: RulesOfPolicy,
  placeOf: (fact: EventId) => number,
): O.Option<t.TypeOf<typeof ByList>> =>
  pipe(
    lists.get(policy) ?? [],
    RA.mapWithIndex((i, list) => ({ list, number: i + 1, places: placesIn(list, rules) })),
    // The latest list that has them all.
    RA.findLast(({ places }) => places !== null),
    O.map(({ list, number }) => {
      const asked = list.map((rule) => rules.find((each) => each.rule === rule))
      return {
        name: policy,
        version,
        list: number,
        outcomes: asked.map((each) => (each === undefined ? NOT_ASKED : LETTERS[each.outcome])).join(''),
        uses: asked.map((each) => (each === undefined ? [] : each.facts.map(placeOf))),
      }
    }),
  )

/**
 * A verdict of several policies as it is stored.
 *
 * @example
 * const id = must(eventId('00000000-0000-4000-8000-000000000932'))
 * const rules: ReadonlyArray<RuleOutcome> = [{ rule: 'POOL_BOX', outcome: 'met', facts: [id] }]
 * const parts = { policies: [{ policy: 'talent-grid', version: 'national-1', rules }], rules: [], read: [], cataloguePosition: LOG_START }
 * writeVerdict(parts).policies // => [{ name: 'talent-grid', version: 'national-1', list: 1, outcomes: 'm-', uses: [[0], []] }]
 */
export const writeVerdict = ({ policies, ...rest }: VerdictRead, lists: RuleLists = RULE_LISTS): PoliciesVerdict => {
  const places = new Map<EventId, number>()
  const placeOf = (fact: EventId): number => {
    const place = places.get(fact) ?? places.size
    places.set(fact, place)
    return place
  }
  const written = policies.map((each) =>
    pipe(
      byList(lists, each, placeOf),
      O.getOrElseW(() => ({ name: each.policy, version: each.version, rules: each.rules })),
    ),
  )
  return { ...rest, facts: [...places.keys()], policies: written }
}

/** A verdict of the first form as one of the second. */
export const liftVerdict = ({ policy: { name, version }, rules, read, cataloguePosition }: Verdict): PoliciesVerdict => ({
  cataloguePosition,
  facts: [],
  policies: [{ name, version, rules }],
  read,
  rules: [],
})

/** A list of rule names that this program does not have: a later one wrote the verdict. */
export interface UnknownRules {
  readonly policy: string
  readonly list: number
}

/**
 * Reads a verdict of several policies: every rule by its name.
 *
 * @example
 * const id = must(eventId('00000000-0000-4000-8000-000000000932'))
 * const rules: ReadonlyArray<RuleOutcome> = [{ rule: 'POOL_BOX', outcome: 'met', facts: [id] }]
 * const parts = { policies: [{ policy: 'talent-grid', version: 'national-1', rules }], rules: [], read: [], cataloguePosition: LOG_START }
 * readVerdict(writeVerdict(parts)) // => E.right(parts)
 */
export const readVerdict = (
  { facts, policies, rules, read, cataloguePosition }: PoliciesVerdict,
  lists: RuleLists = RULE_LISTS,
): E.Either<UnknownRules, VerdictRead> =>
  pipe(
    policies,
    E.traverseArray((each): E.Either<UnknownRules, RulesOfPolicy> => {
      const { name: policy, version } = each
      if (!('list' in each)) return E.right({ policy, version, rules: each.rules })
      const { list, outcomes, uses } = each
      const names = lists.get(policy)?.[list - 1]
      if (names === undefined || names.length !== outcomes.length) return E.left({ policy, list })
      return E.right({
        policy,
        version,
        rules: names.flatMap((rule, i): ReadonlyArray<RuleOutcome> => {
          const outcome = OUTCOMES.get(outcomes.charAt(i))
          const used = (uses[i] ?? []).flatMap((at) => facts[at] ?? [])
          return outcome === undefined ? [] : [{ rule, outcome, facts: used }]
        }),
      })
    }),
    E.map((read_): VerdictRead => ({ policies: read_, rules, read, cataloguePosition })),
  )
