/**
 * Correct: puts a whole fact, type included, in the place of another. The new fact
 * is judged like any, in a history without the one it replaces. To undo an
 * annulment, correct again.
 */

import * as E from 'fp-ts/lib/Either.js'
import * as NEA from 'fp-ts/lib/NonEmptyArray.js'
import * as t from 'io-ts'
import { LocalDate } from '../../date/LocalDate.js'
import type { RuleOutcome } from '../../event/Verdict.js'
import type { Fact, WholeFact } from '../../fact/Fact.js'
import { nullable } from '../../fact/values.js'
import { WholeFactCodec } from '../../fact/wholeFact.js'
import { type CareerId, EventId } from '../../identity/ids.js'
import { applyRules, met, metUnless, type Rule } from '../../rules/Rule.js'
import { command } from '../defineCommand.js'
import { base, taken } from '../draft.js'
import { DECISION_RULES } from '../ground.js'
import { both, judge, ownDate } from '../judge.js'
import { type RejectionCode, ruleOf } from '../Rejection.js'
import { same } from '../same.js'
import { TARGET_RULES, type Target, targetOf, without } from '../target.js'
import { otherContent } from './adoptPolicy.js'

/** `saw`: the entry that held when the command was made; `on`: day of the replacing fact, where it has a date of its own. */
const Correct = t.strict({ type: t.literal('Correct'), root: EventId, saw: EventId, on: nullable(LocalDate), fact: WholeFactCodec })
type Correct = t.TypeOf<typeof Correct>

/** Where the fact has no personal part all of it can be seen, and a correction must change something. */
const changes = ({ fact, on }: Correct): Rule<RejectionCode, Target> =>
  ruleOf('NOTHING_CHANGED', ({ last }) => {
    if (last === null || last.says.kind === 'annulled' || fact.personal !== null) return met()
    const said: Fact = last.says.fact
    return metUnless(said.type === fact.type && last.says.effectiveOn === ownDate(fact, on) && same(said.data, fact.data), last.id)
  })

/** A version once adopted is never edited: a correction may move its day or name another version. */
const keepsVersion = ({ root, fact }: Correct): ReadonlyArray<Rule<RejectionCode, Target>> =>
  fact.type !== 'PolicyAdopted'
    ? []
    : [
        ruleOf('VERSION_EXISTS', ({ state }) =>
          otherContent(
            [...state.values()].filter(({ id, says }) => id === root || (says.kind !== 'fact' && says.root === root)),
            fact.data,
          ),
        ),
      ]

const othersOf = (fact: WholeFact): ReadonlyArray<CareerId> =>
  fact.type === 'Mentored' ? [fact.data.mentor] : fact.type === 'Appraised' && fact.data.appraiser !== null ? [fact.data.appraiser] : []

export const correct = command(Correct, (context, command, state) => {
  const target = targetOf(context, state, command.root, command.saw)
  const allowed = both(
    applyRules([...TARGET_RULES, changes(command), ...keepsVersion(command), ...DECISION_RULES], target),
    target.root === null ? E.right([]) : judge(context, without(state, command.root), command.on, command.fact),
  )
  return E.map((outcomes: ReadonlyArray<RuleOutcome>) =>
    NEA.of({
      ...base(context, ownDate(command.fact, command.on)),
      type: 'Corrected' as const,
      root: command.root,
      saw: command.saw,
      fact: command.fact,
      ground: taken(context, state, outcomes, othersOf(command.fact)),
    }),
  )(allowed)
})
