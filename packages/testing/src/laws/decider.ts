/**
 * Laws of every decider, as functions of a source of inputs. Each throws a
 * counterexample if it does not hold.
 */
import { isDeepStrictEqual } from 'node:util'
import { type Command, type Context, type Decision, type EventDraft, encode, FACTS, kindOf, type State, toEntry } from '@jejak/core'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { asRecorded } from '../arbitraries/log.js'

export interface DecisionInput {
  readonly context: Context
  readonly command: Command
  readonly state: State
}

export type Decider = (context: Context, command: Command, state: State) => Decision

const eventsOf = (decider: Decider, { context, command, state }: DecisionInput): ReadonlyArray<EventDraft> => {
  const decision = decider(context, command, state)
  return E.isRight(decision) ? decision.right : []
}

/** Always an answer: some events, or some rejections. */
export const isTotal = (decider: Decider, inputs: fc.Arbitrary<DecisionInput>, numRuns = 50): void =>
  fc.assert(
    fc.property(inputs, ({ context, command, state }) => {
      const decision = decider(context, command, state)
      return E.isRight(decision) ? decision.right.length > 0 : decision.left.length > 0
    }),
    { numRuns },
  )

/** The same question has the same answer, and asking leaves the question as it was. */
export const answersTheSame = (decider: Decider, inputs: fc.Arbitrary<DecisionInput>, numRuns = 50): void =>
  fc.assert(
    fc.property(inputs, ({ context, command, state }) => {
      const before = [...state]
      const first = decider(context, command, state)
      return isDeepStrictEqual(decider(context, command, new Map([...state].reverse())), first) && isDeepStrictEqual([...state], before)
    }),
    { numRuns },
  )

/** What is drafted can be stored as JSON and read again, and says the same. */
export const draftsCanBeRead = (decider: Decider, inputs: fc.Arbitrary<DecisionInput>, numRuns = 50): void =>
  fc.assert(
    fc.property(inputs, (input) =>
      eventsOf(decider, input).every((draft) => {
        const encoded = encode(draft)
        const stored = { ...encoded, toSeal: null }
        if (!isDeepStrictEqual(JSON.parse(JSON.stringify(stored)), stored)) return false
        const [event] = asRecorded([{ stream: input.context.stream, draft }])
        const entry = event === undefined ? null : toEntry(event)
        if (entry === null || E.isLeft(entry)) return false
        const { says } = entry.right
        if (draft.type === 'Annulled') return says.kind === 'annulled' && says.root === draft.root
        const fact = draft.type === 'Corrected' ? draft.fact : draft
        return says.kind !== 'annulled' && says.fact.type === fact.type && isDeepStrictEqual(says.fact.data, fact.data)
      }),
    ),
    { numRuns },
  )

/** A fact goes to a stream of its own kind, under the id, agency and cause it was given. */
export const draftsStandInTheirStream = (decider: Decider, inputs: fc.Arbitrary<DecisionInput>, numRuns = 50): void =>
  fc.assert(
    fc.property(inputs, (input) =>
      eventsOf(decider, input).every((draft) => {
        const { context, command } = input
        const cause = command.type === 'Enrol' ? command.seat : context.causationId
        if (draft.id !== context.id || draft.agency !== context.agency || draft.causationId !== cause) return false
        if (draft.type === 'Annulled') return true
        const type = draft.type === 'Corrected' ? draft.fact.type : draft.type
        return FACTS[type].home === kindOf(context.stream)
      }),
    ),
    { numRuns },
  )
