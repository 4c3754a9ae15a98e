/**
 * Given what happened, when a command comes, then these events or these rejections.
 *
 * @example
 * given(happened(1, '2010-03-01', appointed))
 *   .when({ type: 'Retire', on: day('2026-12-01'), data })
 *   .thenEvents({ type: 'Retired', effectiveOn: day('2026-12-01') })
 */
import { deepStrictEqual, fail } from 'node:assert/strict'
import { type Command, type Context, type Decision, decide, type EventDraft, type RejectionCode } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { historyOf, setting } from './setting.js'

/** What a test says of an event it expects: any of its parts. */
export type Expected = Partial<EventDraft>

export interface Outcome {
  readonly decision: Decision
  /** The events, in order; each has at least the parts named. Fails the test otherwise. */
  readonly thenEvents: (...expected: ReadonlyArray<Expected>) => void
  /** Refused with just these codes, in any order. Fails the test otherwise. */
  readonly thenRejected: (...codes: ReadonlyArray<RejectionCode>) => void
}

export interface Given {
  /** The context of the command, where it differs from that of `setting`. */
  readonly within: (parts: Partial<Context>) => Given
  readonly when: (command: Command) => Outcome
}

const partsOf = (event: object, like: object): object =>
  Object.fromEntries(Object.keys(like).map((key) => [key, Object.entries(event).find(([k]) => k === key)?.[1]]))

const outcome = (decision: Decision): Outcome => ({
  decision,
  thenEvents: (...expected) => {
    if (E.isLeft(decision)) fail(`expected events, was refused: ${decision.left.map(({ code }) => code).join(', ')}`)
    deepStrictEqual(
      decision.right.map((event, i) => partsOf(event, expected[i] ?? {})),
      expected.map((parts) => ({ ...parts })),
    )
  },
  thenRejected: (...codes) => {
    if (E.isRight(decision)) fail(`expected ${codes.join(', ')}, was accepted`)
    deepStrictEqual(decision.left.map(({ code }) => code).sort(), [...codes].sort())
  },
})

const givenWithin =
  (drafts: ReadonlyArray<EventDraft>) =>
  (context: Context): Given => ({
    within: (parts) => givenWithin(drafts)({ ...context, ...parts }),
    when: (command) => outcome(decide(context, command, historyOf(drafts, context.stream))),
  })

/** What happened before, in the order in which it was recorded. */
export const given = (...drafts: ReadonlyArray<EventDraft>): Given => givenWithin(drafts)(setting())
